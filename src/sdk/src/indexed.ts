import type { Entry } from "./entry";
import type { Store } from "./store";

/** The database: the queue and, with proof of possession, the key. */
export interface Database {
  store: Store;
  /** The stored key, or this one after storing it. */
  keepKey(made: CryptoKeyPair | undefined): Promise<CryptoKeyPair | undefined>;
}

const EVENTS = "events";
const KEYS = "keys";
const OPENING_MS = 3000;

/** Rejects where IndexedDB is forbidden or does not answer: some browsers leave the request open for ever. */
export function openDatabase(): Promise<Database> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, OPENING_MS);
    const opening = indexedDB.open("eventauth", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(EVENTS, { keyPath: "id" });
      opening.result.createObjectStore(KEYS);
    };
    opening.onerror = reject;
    opening.onsuccess = () => resolve(createDatabase(opening.result));
  });
}

function createDatabase(db: IDBDatabase): Database {
  db.onversionchange = () => db.close();
  const transact = <T>(name: string, work: (store: IDBObjectStore, done: (result: T) => void) => void): Promise<T> =>
    new Promise((resolve, reject) => {
      let result: T;
      const transaction = db.transaction(name, "readwrite");
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = transaction.onerror = reject;
      work(transaction.objectStore(name), (value) => {
        result = value;
        // So that what was written while the page is left is kept, too.
        transaction.commit?.();
      });
    });
  return {
    store: {
      kind: "indexeddb",
      put: (entries) =>
        transact<void>(EVENTS, (events, done) => {
          for (const entry of entries) events.put(entry);
          done();
        }),
      change: (edit) =>
        transact(EVENTS, (events, done) => {
          const reading: IDBRequest<Entry[]> = events.getAll();
          reading.onsuccess = () => done(edit(reading.result, (entry) => events.put(entry), (id) => events.delete(id)));
        }),
      close: () => db.close(),
    },
    keepKey: (made) =>
      transact(KEYS, (keys, done) => {
        const reading: IDBRequest<CryptoKeyPair | undefined> = keys.get("proof");
        reading.onsuccess = () => {
          // Of two tabs that make one at the same time, both use the first.
          if (!reading.result && made) keys.put(made, "proof");
          done(reading.result ?? made);
        };
      }),
  };
}
