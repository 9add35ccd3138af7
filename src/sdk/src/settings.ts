import type { Options } from "./types";

type Numbers = "maxQueue" | "maxAgeSeconds" | "maxBatch" | "lingerMs" | "minBackoffMs" | "maxBackoffMs" | "timeoutMs" | "takeOverMs";

/** The options with their defaults. */
export type Settings = Options & Required<Pick<Options, Numbers | "endpoint" | "waitForToken">>;

export const defaults = (endpoint: string): Settings => ({
  endpoint,
  waitForToken: true,
  maxQueue: 1000,
  maxAgeSeconds: 86400,
  maxBatch: 100,
  lingerMs: 100,
  minBackoffMs: 1000,
  maxBackoffMs: 60000,
  timeoutMs: 30000,
  takeOverMs: 10000,
});

/** How long to wait after so many failures in a row: up to twice as long each time, anywhere below that (full jitter). */
export const backoff = (settings: Settings, failures: number): number =>
  Math.random() * Math.min(settings.maxBackoffMs, settings.minBackoffMs * 2 ** failures);
