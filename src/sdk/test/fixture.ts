import { afterEach, beforeEach, type TestContext } from "node:test";
import type { Entry } from "../src/entry";
import { createMemoryStore, type Store } from "../src/store";
import type { Options } from "../src/types";
import { TestPage, TestServer } from "./harness";

type Rest<T> = T extends [unknown, ...infer Others] ? Others : never;

/** The server of the current test. */
export let server: TestServer;

/** A queue that outlives the pages of the current test, as the browser's does. */
export let store = createMemoryStore();

let pages: TestPage[] = [];

/** A page of the current test; it is stopped after it. */
export const open = (...args: Rest<ConstructorParameters<typeof TestPage>>): TestPage => {
  const page = new TestPage(server, ...args);
  pages.push(page);
  return page;
};

/** A page with the queue that others of the test share. */
export const openShared = (options: Options = {}): TestPage => open(options, store);

beforeEach(async () => {
  server = await TestServer.start();
  store = createMemoryStore();
});

afterEach(() => {
  pages.forEach((page) => page.stop());
  pages = [];
  server.stop();
});

/** A store as IndexedDB is: of its own kind, and of no use once it is closed. */
export const makeStore = (change: Partial<Store> = {}): Store => {
  const kept = createMemoryStore();
  let isClosed = false;
  const check = async (): Promise<void> => {
    await undefined;
    if (isClosed) throw new Error("InvalidStateError");
  };
  return {
    kind: "indexeddb",
    put: (entries) => (isClosed ? Promise.reject(new Error("InvalidStateError")) : kept.put(entries)),
    change: (edit) => check().then(() => kept.change(edit)),
    close: () => {
      isClosed = true;
    },
    ...change,
  };
};

/** A localStorage with these queues, and what else a site has there. */
export const useLocalStorage = (context: TestContext, queues: Record<string, Entry[]>): Record<string, string> => {
  const kept: Record<string, string> = { "eventauth-uuid": "u" };
  for (const [name, entries] of Object.entries(queues)) kept[name] = JSON.stringify(entries);
  Object.assign(globalThis, { localStorage: kept });
  context.after(() => Reflect.deleteProperty(globalThis, "localStorage"));
  return kept;
};

export const ids = (store: Store): Promise<string[]> => store.change((all) => all.map((one) => JSON.parse(one.body).action));
