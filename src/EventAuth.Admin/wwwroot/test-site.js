// The script of the hidden document that sends a test event as a site does. It runs before the SDK.
(() => {
  const patience = 15_000;
  const send = window.fetch.bind(window);
  let tell = null;

  // Nothing of the test stays in this browser: here, the SDK finds neither storage nor cookies.
  for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, { get: () => { throw new DOMException('The test stores nothing.', 'SecurityError'); } });
  }
  Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} });

  // The answer to the first request is the result. What the SDK would do next, such as trying again, is no part of the test.
  window.fetch = async (...request) => {
    if (tell === null) throw new TypeError('The test is over.');
    try {
      const answer = await send(...request);
      decide(await read(answer.clone()));
      return answer;
    } catch (failure) {
      decide({ kind: 'unreachable' });
      throw failure;
    }
  };
  navigator.sendBeacon = () => false;

  function decide(result) {
    tell?.(result);
    tell = null;
  }

  // One event alone is answered with its verdict; a batch with the verdicts of those that were not accepted.
  async function read(answer) {
    const body = await answer.json().catch(() => ({}));
    const verdict = body.results?.[0] ?? body;
    return {
      kind: answer.status === 202 ? 'accepted' : 'refused',
      status: verdict.status > 0 ? verdict.status : answer.status,
      code: verdict.code ?? null,
      reason: body.reason ?? null
    };
  }

  // The console's script calls it once, when everything is loaded.
  window.sendTestEvent = ({ endpoint, uuid, action, token }) => new Promise(resolve => {
    if (!window.SR) return resolve({ kind: 'no_script' });
    tell = resolve;
    setTimeout(() => decide({ kind: 'no_answer' }), patience);
    window.SR.init({ endpoint });
    window.SR.client.setUuid(uuid);
    if (token) window.SR.client.setAccessToken(token);
    window.SR.event.trackCustomEvent(action, { test: true });
  });
})();
