// Elements without HTML in strings.
export const byId = id => document.getElementById(id);

export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }

  element.append(...children);
  return element;
}

export const money = amount => new Intl.NumberFormat("en", { style: "currency", currency: "EUR" }).format(amount);

export function show(element, text) {
  if (text !== undefined) element.textContent = text;
  element.hidden = false;
}
