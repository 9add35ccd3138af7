// The token stays in its text area until the person starts the inspection; it is stored nowhere in the browser.

/** The text in the text area, as bytes: a long paste does not fit into one message. Null if empty, which cannot be streamed. */
export function read(box) {
  return box?.value ? new TextEncoder().encode(box.value) : null;
}

/** The texts in the fields that have a name; null for empty ones. */
export function readEvent(form) {
  return Object.fromEntries([...(form ? new FormData(form) : [])].map(([name, value]) => [name, value.trim() || null]));
}
