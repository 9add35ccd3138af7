/**
 * An event in the queue.
 *
 * The server recognises a repeated event by the identity as sent, the action, the time and the salt. So an event whose outcome is not
 * known must be sent again with the same identity: `as` is written before it is sent, and is removed only if the server has said that
 * nothing was stored and no earlier try is in doubt.
 */
export interface Entry {
  /** The event's salt; sorts by the time of tracking. */
  id: string;
  /** The event as JSON, the same bytes at each try. */
  body: string;
  /** When it was tracked: Unix time in milliseconds. */
  at: number;
  /** The same by `performance.now()` of the page that tracked it; undefined when another has taken it over. */
  born?: number | undefined;
  /** The page that sends it. Others take it over when it is old. */
  tab: string;
  /**
   * Whose it is: the identity of the last token when it was tracked, or of the one that it was sent with; undefined while nobody has signed
   * in. It goes with no other customer's token.
   */
  who?: string | undefined;
  /** The identity with which it was sent and may have been stored: "" for none, else the token's first identifier. */
  as?: string | undefined;
  /** Why the server refused it without a token: it waits for one. */
  held?: Refusal | undefined;
}

/** A verdict of the server on one event. */
export interface Refusal {
  code: string;
  status: number;
  detail: string;
}
