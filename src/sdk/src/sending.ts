import type { Entry } from "./entry";
import type { State } from "./types";

/** Sends what is in the queue, and settles each event by its answer. Nothing here throws or rejects. */
export interface Sender {
  /** Puts an event in the queue. */
  track(entry: Entry): void;
  /** Sends within so many milliseconds; by default after the linger. */
  wake(delay?: number): void;
  /** Does not wait longer for the network, which is back. */
  resume(): void;
  /** Sends until nothing more can be sent at the moment. */
  flush(): Promise<void>;
  /** Sends what this page has left while it is still there, without waiting. */
  hide(): void;
  stop(): void;
  getState(): Pick<State, "storage" | "pending" | "dropped">;
}
