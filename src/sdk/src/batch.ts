import type { Entry } from "./entry";
import { isReadable } from "./jwt";
import type { Token } from "./tokens";

/** Events of one request: with the same token, or all without one. */
export interface Batch {
  items: Entry[];
  body: string;
  /** The size of the body. */
  bytes: number;
  token: Token | undefined;
  /** For each, whether no earlier try has sent it: if nothing was stored, it is free to go another way. */
  fresh: boolean[];
}

/** What requests with `keepalive` may have that are on their way together: browsers allow 64 KiB. */
export const MOST_BYTES = 60 * 1024;

/**
 * The identity to send an event with: "" for none; undefined if it must wait for a token.
 * One that may have been stored goes with the same identity as before, or not at all; one of another customer does not go with this token.
 */
export function identityFor(entry: Entry, token: Token | undefined): string | undefined {
  const identity = entry.as ?? (token ? (entry.who ?? token.identity) : entry.held ? undefined : "");
  return identity === "" || identity === token?.identity ? identity : undefined;
}

/** Collects events for one request: those that go with the same identity as the first, in order, within the limits. */
export function collect(all: Entry[], token: Token | undefined, tab: string, most: number, mostBytes: number): Batch {
  const items: Entry[] = [];
  const fresh: boolean[] = [];
  let bytes = 1;
  let group: string | undefined;
  for (const entry of all) {
    const identity = identityFor(entry, token);
    if (identity === undefined || (group ??= identity) !== identity) continue;
    const size = new Blob([entry.body]).size + 1;
    // One that alone is larger than the limit goes alone.
    if (items.length >= most || (items.length && bytes + size > mostBytes)) break;
    bytes += size;
    fresh.push(entry.as === undefined);
    items.push({ ...entry, as: identity, who: isReadable(identity) ? identity : entry.who, born: entry.tab === tab ? entry.born : undefined, tab });
  }
  return { items, body: `[${items.map((entry) => entry.body)}]`, bytes, token: group ? token : undefined, fresh };
}
