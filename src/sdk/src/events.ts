import type { EventParams, FieldMapping, Json } from "./types";

// The first two are identifiers.
const MEMBERS = ["email", "customId", "firstName", "lastName", "phone"];

/** Where the visitor is. */
export const describePage = (): EventParams => ({ url: location.href, title: document.title, referrer: document.referrer });

/** Customer data as members of `client`, by the fields of a form: an object, or pairs as a FormData has them. */
export function readForm(data: unknown, mapping: FieldMapping = {}): EventParams {
  const client: EventParams = {};
  const attributes: { [name: string]: Json } = {};
  const lists: { [field: string]: unknown[] } = Object.create(null);
  const fields = Symbol.iterator in (data as object) ? (data as Iterable<[string, unknown]>) : Object.entries(data as object);
  for (let [field, value] of fields) {
    const name = Object.keys(mapping).includes(field) ? mapping[field] : field;
    if (!name || value === undefined || value instanceof Blob) continue;
    const rank = MEMBERS.indexOf(name);
    if (!(rank >> 1)) {
      // An empty field is no identifier, and one bad identifier would spoil the event.
      value = String(value ?? "").trim();
      if (!value) continue;
    } else if (typeof value === "object" && value) {
      // A time is sent as text, several values as the JSON of their list.
      value = JSON.stringify(value).replace(/^"|"$/g, "");
    }
    // Several fields of one name, as checkboxes have, are a list.
    const list = (lists[field] ??= []);
    if (list.push(value) > 1 && rank < 0) value = JSON.stringify(list);
    (rank < 0 ? attributes : client)[name] = value as Json;
  }
  return { ...client, attributes };
}
