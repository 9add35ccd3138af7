import type { Proof } from "./proof";
import type { Reports } from "./reports";
import type { Settings } from "./settings";

/** What proves the tokens of this page; undefined without the option, and where it cannot be had: then it is reported. */
export type Proving = () => Promise<Proof | undefined>;

export function createProving(settings: Settings, reports: Reports, load: () => Promise<Proof>): Proving {
  let loading: Promise<Proof | undefined> | undefined;
  return async () =>
    settings.proofOfPossession
      ? (loading ??= load().catch((thrown): undefined => {
          setTimeout(() => (loading = undefined), settings.maxBackoffMs);
          reports.error("proof_unavailable", thrown);
        }))
      : undefined;
}
