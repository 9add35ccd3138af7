import { afterEach, beforeEach } from "node:test";
import { createMemoryStore } from "../src/store";
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
