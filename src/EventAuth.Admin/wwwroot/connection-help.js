// Says on the page why the live connection is not up, and how to fix it. The words are in ConnectionHelp.razor.
(function () {
  'use strict';
  const firstLook = 4000;
  const pause = 3000;
  const slowAfter = 15000;
  const noWebSocket = 'websocket_upgrade_missing';
  const noServer = 'server_unreachable';

  const help = document.getElementById('connection-help');
  const parts = [...help.querySelectorAll('[data-cause]')];
  let shown = null;

  // Routes.razor renders it when the connection is up.
  const isLive = () => document.getElementById('live') !== null;

  // A link of the outline must not exist hidden next to the same link on the page. Blazor counts the element itself, so it stays.
  new MutationObserver((_, observer) => {
    if (document.querySelector('.shell') === null) return;
    observer.disconnect();
    document.querySelector('body > .starting').replaceChildren();
  }).observe(document.body, { childList: true, subtree: true });

  // A press on a link of the outline also counts if the page replaces the outline before the pointer is up again.
  let pressed = null;
  document.addEventListener('pointerdown', event => {
    pressed = event.button === 0 ? event.target.closest?.('.starting a') ?? null : null;
  });
  document.addEventListener('pointerup', () => {
    if (pressed !== null && !pressed.isConnected) location.assign(pressed.href);
  });

  function show(cause) {
    help.toggleAttribute('data-live', isLive());
    if (cause !== null && !isLive()) {
      // What these say is not true now. Blazor may still render over them, so they stay in the page.
      for (const other of document.querySelectorAll('.starting, #blazor-error-ui')) other.style.display = 'none';
    }
    if (cause === shown) return;
    shown = cause;
    for (const part of parts) part.hidden = part.dataset.cause !== cause;
    help.hidden = cause === null;
  }

  const opensWebSocket = () => new Promise(answer => {
    const socket = new WebSocket(new URL('_blazor/check', document.baseURI).href.replace(/^http/, 'ws'));
    socket.onopen = () => answer(true);
    socket.onclose = () => answer(false);
  });

  // The code of a cause, or null when a connection can be opened.
  async function findCause() {
    try {
      const answer = await fetch('_blazor/check', { method: 'POST' });
      // Opened even if the answer is a refusal, so that the log of the server has every cause.
      const opens = await opensWebSocket();
      if (answer.ok) return opens ? null : noWebSocket;
      const { code } = await answer.json();
      return parts.some(part => part.dataset.cause === code) ? code : noServer;
    } catch {
      // No answer at all, or a proxy's own page.
      return noServer;
    }
  }

  async function watch() {
    const cause = isLive() ? null : await findCause();
    if (isLive()) return show(shown === noWebSocket ? shown : null);
    if (cause !== null) show(cause);
    else if (parts.some(part => part.dataset.cause === shown && shown !== 'slow')) return window.location.reload();
    else if (performance.now() > slowAfter) show('slow');
    setTimeout(watch, pause);
  }

  // Without WebSockets the framework uses plain requests to this address: the page works, but slowly.
  new PerformanceObserver(async (list, observer) => {
    if (!list.getEntries().some(entry => entry.name.includes('/_blazor?id='))) return;
    observer.disconnect();
    if (await findCause() === noWebSocket) show(noWebSocket);
  }).observe({ type: 'resource', buffered: true });

  setTimeout(watch, firstLook);
})();
