import type { Entry, Refusal } from "./entry";
import type { Settings } from "./settings";

/** Tells the site what happened. What its functions throw is swallowed: the SDK goes on. */
export interface Reports {
  accepted(entry: Entry): void;
  /** Without an answer of the server the status is 0. */
  rejected(entry: Entry, refusal: Pick<Refusal, "code"> & Partial<Refusal>): void;
  error(code: string, detail?: unknown): void;
}

export function createReports(settings: Settings): Reports {
  const call = (name: "onAccepted" | "onRejected" | "onError", fact: object, entry?: Entry): void => {
    try {
      if (entry) fact = { event: JSON.parse(entry.body), ...fact };
      if (settings.debug) console.warn("EventAuth", name, fact);
      settings[name]?.(fact as never);
    } catch {
      // The site's own trouble.
    }
  };
  return {
    accepted: (entry) => call("onAccepted", {}, entry),
    rejected: (entry, refusal) => call("onRejected", { status: 0, detail: "", ...refusal }, entry),
    error: (code, detail = "") => call("onError", { code, detail: String(detail) }),
  };
}
