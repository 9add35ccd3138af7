// The token stays in its box until the person asks for the inspection; it is kept nowhere in the browser.

/** What stands in the box, as bytes: a long paste does not fit into one message. Null for nothing, which cannot be streamed. */
export function read(box) {
  return box?.value ? new TextEncoder().encode(box.value) : null;
}

/** What stands in the fields that have a name; null for what is empty. */
export function readEvent(form) {
  return Object.fromEntries([...(form ? new FormData(form) : [])].map(([name, value]) => [name, value.trim() || null]));
}
