import type { Sdk } from "./types";
/** The SDK of this page. Without {@link Options.endpoint} it sends to this site. */
export declare const SR: Sdk;
export default SR;
export type { EventParams, FieldMapping, Json, Options, Problem, QueuedCall, Rejection, Sdk, SentEvent, State } from "./types";
