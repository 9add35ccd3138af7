/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What an event carries besides its action: a JSON object. */
export type EventParams = { [name: string]: Json | undefined };

/** What {@link SR.init} takes. */
export interface Options {
  /** Not needed here: sites that come from the original SDK pass it. */
  trackerKey?: string;
  /** Where events are sent: an origin ("https://events.shop.example"), a path on this site ("/e"), or "" for this site. */
  endpoint?: string;
}
