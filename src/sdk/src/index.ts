import { createSdk } from "./sdk";
import type { Sdk } from "./types";

/** The SDK of this page. Without {@link Options.endpoint} it sends to this site. */
export const SR: Sdk = createSdk("", () => import("./eventauth-proof.mjs"));

export default SR;
export type { EventParams, FieldMapping, Json, Options, Problem, QueuedCall, Rejection, Sdk, SentEvent, State } from "./types";
