// The cart: ids of products, each once for each piece, kept in the browser.
const KEY = "shop.cart";

let ids = read();

function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter(id => typeof id === "string") : [];
  } catch {
    return [];
  }
}

function write() {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without storage the cart lives as long as the page.
  }
}

export const cart = {
  get ids() {
    return ids;
  },
  add(id) {
    ids = [...ids, id];
    write();
  },
  removeAt(index) {
    ids = ids.filter((_, other) => other !== index);
    write();
  },
};
