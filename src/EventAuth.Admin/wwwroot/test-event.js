// Sends a test event from a hidden document of its own, which has the SDK. The token goes from its text area to the ingest listener, and
// nowhere else.

const patience = 20_000;

/** Sends the event and returns what was answered, and whether a token was sent with it. */
export async function send(box, site, event) {
  const token = (box?.value ?? '').trim().replace(/^(authorization:\s*)?bearer\s+/i, '');
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Test event';
  try {
    const isLoaded = await new Promise(resolve => {
      frame.onload = () => resolve(true);
      setTimeout(() => resolve(false), patience);
      frame.src = site;
      document.body.append(frame);
    });
    const answer = isLoaded ? await sendFrom(frame, { ...event, token }) : { kind: 'no_script' };
    return { ...answer, hadToken: token !== '' };
  } finally {
    frame.remove();
  }
}

// Where the browser shows something else than the document, such as an error, nothing can be reached.
async function sendFrom(frame, event) {
  try {
    return await frame.contentWindow.sendTestEvent(event);
  } catch {
    return { kind: 'no_site' };
  }
}
