import type { Entry } from "./entry";
import { attempt } from "./identity";

/** Where the queue is kept. Every method rejects if the storage fails; {@link put} has begun to write when it returns. */
export interface Store {
  readonly kind: "indexeddb" | "localstorage" | "memory";
  /** Adds or replaces. */
  put(entries: Entry[]): Promise<unknown>;
  /** Hands over all entries, oldest first, and writes what the edit puts and drops: one transaction, also between tabs. */
  change<T>(edit: (all: Entry[], put: (entry: Entry) => void, drop: (id: string) => void) => T): Promise<T>;
  close(): void;
}

/** A queue that is read and written whole: in localStorage, or in memory. */
function createListStore(kind: Store["kind"], load: () => Entry[], save: (all: Entry[]) => void): Store {
  const change: Store["change"] = async (edit) => {
    let all = load();
    const drop = (id: string): void => {
      all = all.filter((entry) => entry.id !== id);
    };
    const put = (entry: Entry): void => {
      drop(entry.id);
      all.push(entry);
    };
    const result = edit(all, put, drop);
    save(all.sort((a, b) => (a.id < b.id ? -1 : 1)));
    return result;
  };
  return { kind, change, put: (entries) => change((_, put) => entries.forEach(put)), close() {} };
}

export function createMemoryStore(kept: Entry[] = []): Store {
  return createListStore(
    "memory",
    () => kept,
    (all) => {
      kept = all;
    },
  );
}

const NAME = "eventauth.";

/** Throws where localStorage is forbidden. */
export function createLocalStore(): Store {
  void localStorage.length;
  return createListStore(
    "localstorage",
    () => JSON.parse(localStorage[NAME] || "[]"),
    (all) => {
      localStorage[NAME] = JSON.stringify(all);
    },
  );
}

/** Leaves for the next page what this one could not write into the database in time; replaces what it has left before. */
export function leaveLocal(tab: string, entries: Map<string, Entry>): void {
  try {
    // Under a name of its own: pages that are closed together must not write over each other.
    if (entries.size) localStorage[NAME + tab] = JSON.stringify([...entries.values()]);
    else delete localStorage[NAME + tab];
  } catch {
    // Full, or forbidden.
  }
}

/** Whether a page has left something in localStorage. */
export const hasLeft = (tab: string): unknown => attempt(() => localStorage[NAME + tab]);

/** Moves there what pages have left in localStorage. If this stops in the middle, it can be repeated. */
export async function moveLocal(to: Store): Promise<void> {
  for (const name in localStorage) {
    let left;
    while (name.startsWith(NAME) && (left = localStorage[name])) {
      await to.put(JSON.parse(left));
      // Unless another page has added to it.
      if (localStorage[name] === left) delete localStorage[name];
    }
  }
}
