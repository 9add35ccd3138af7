// Keeps the open draft of the settings tab in this browser tab, so that a reload or a restarted server loses nothing.
// The server sends the draft after each change; what is typed is kept here at once, with or without a connection.

const draftKey = 'eventauth.draft';
const typedKeys = { searchText: 'eventauth.draft.searchText', comment: 'eventauth.draft.comment' };

export function save(json) {
  try {
    sessionStorage.setItem(draftKey, json);
  } catch {
    // Too large for the browser's storage: then the draft is only in the page.
    sessionStorage.removeItem(draftKey);
  }
}

export function clear() {
  for (const key of [draftKey, ...Object.values(typedKeys)]) {
    sessionStorage.removeItem(key);
  }
}

// Bytes, because a long draft does not fit into one message to the server.
export function read() {
  return new TextEncoder().encode(JSON.stringify(keptDraft()));
}

function keptDraft() {
  try {
    const draft = JSON.parse(sessionStorage.getItem(draftKey));
    for (const [member, key] of Object.entries(draft ? typedKeys : {})) {
      draft[member] = sessionStorage.getItem(key) ?? draft[member];
    }

    return draft;
  } catch {
    return null;
  }
}

document.addEventListener('input', event => {
  const key = typedKeys[event.target?.dataset?.draft];
  if (key) {
    sessionStorage.setItem(key, event.target.value);
  }
}, true);

// What was typed while the connection was down never reached the server; it is sent when the connection is back.
document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  if (detail.state === 'hide') {
    document.querySelectorAll('[data-draft]').forEach(field => field.dispatchEvent(new Event('input', { bubbles: true })));
  }
});
