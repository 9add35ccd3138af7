import type { Entry } from "./entry";
import type { Store } from "./store";

/** Works on one of the database's stores; resolves with what was done when all of it is written. */
export type Transact = <T>(name: string, work: (store: IDBObjectStore, done: (result: T) => void) => void) => Promise<T>;

/** The queue in the database, which with proof of possession has the key, too. */
export interface IndexedStore extends Store {
  transact: Transact;
}

const EVENTS = "events";
const OPENING_MS = 3000;

/** Rejects where IndexedDB is forbidden or does not answer: some browsers never end the request. */
export function openDatabase(): Promise<IndexedStore> {
  return new Promise((resolve, reject) => {
    setTimeout(reject, OPENING_MS);
    const opening = indexedDB.open("eventauth", 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore(EVENTS, { keyPath: "id" });
      opening.result.createObjectStore("keys");
    };
    opening.onerror = reject;
    opening.onsuccess = () => resolve(createDatabase(opening.result));
  });
}

function createDatabase(db: IDBDatabase): IndexedStore {
  const close = (): void => db.close();
  db.onversionchange = close;
  const transact: Transact = (name, work) =>
    new Promise((resolve, reject) => {
      let result: Parameters<typeof resolve>[0];
      const transaction = db.transaction(name, "readwrite");
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = reject;
      work(transaction.objectStore(name), (value) => {
        result = value;
        // So that what was written while the page is left is kept, too.
        transaction.commit?.();
      });
    });
  return {
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
    close,
    transact,
  };
}
