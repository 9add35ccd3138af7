// The token stays in its box until the person asks for the inspection; it is kept nowhere in the browser.

/** What stands in the box, as bytes: a long paste does not fit into one message to the server. */
export function read(box) {
  return new TextEncoder().encode(box.value);
}

/** Empties the box and goes there. */
export function clear(box) {
  box.value = "";
  box.focus();
}
