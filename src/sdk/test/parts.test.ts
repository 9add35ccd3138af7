import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { readForm } from "../src/events";
import { readClaims } from "../src/jwt";
import { createSdk } from "../src/sdk";
import { createLocalStore, createMemoryStore, moveLocal } from "../src/store";
import { makeToken } from "./harness";

test("The identity of a token is the first that the server goes by", () => {
  const token = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.x`;
  assert.equal(readClaims(token({ email: "a@b.c", customId: "č-1", uuid: "u" })).identity, "customId:č-1");
  assert.equal(readClaims(token({ uuid: "u", email: "a@b.c" })).identity, "email:a@b.c");
  assert.equal(readClaims(token({ uuid: "u", sub: "s" })).identity, "uuid:u");
  assert.equal(readClaims(token({ sub: "s" })).identity, "sub:s");
  assert.equal(readClaims(makeToken("c", 10)).expiresAt > Date.now(), true);
  for (const broken of ["", "x", "a.b.c", "..", token([])]) assert.equal(typeof readClaims(broken).identity, "string");
});

test("A form's known names become members of client, the others attributes", () => {
  const data = { email: " a@b.c ", customId: "", firstName: "Ann", Town: "Brno", age: 5, news: true, tags: ["a", "b"], skip: 1, none: undefined };
  assert.deepEqual(readForm(data, { Town: "city", skip: null }), {
    email: "a@b.c",
    firstName: "Ann",
    attributes: { city: "Brno", age: 5, news: true, tags: '["a","b"]' },
  });
});

test("A FormData is read too, without its files", () => {
  const form = new FormData();
  form.set("mail", "a@b.c");
  form.set("file", new Blob(["x"]));
  form.set("when", "now");
  assert.deepEqual(readForm(form, { mail: "email" }), { email: "a@b.c", attributes: { when: "now" } });
});

test("Several fields of one name, as checkboxes have, are a list as JSON text; of a member the last counts", () => {
  const form = new FormData();
  for (const value of ["news", "sale", ""]) form.append("topics", value);
  form.append("one", "x");
  for (const value of ["a@b.c", ""]) form.append("email", value);
  for (const value of ["Ann", "Eve"]) form.append("firstName", value);
  for (const text of ["x", "y"]) form.append("files", new Blob([text]));
  assert.deepEqual(readForm(form, { topics: "interests" }), {
    email: "a@b.c",
    firstName: "Eve",
    attributes: { interests: '["news","sale",""]', one: "x" },
  });
});

test("Entries that were left in localStorage move to the database, once it has them", async (context) => {
  const kept: Record<string, string> = {};
  Object.assign(globalThis, { localStorage: kept });
  context.after(() => Reflect.deleteProperty(globalThis, "localStorage"));
  const entry = (id: string) => ({ id, body: "{}", at: 0, tab: "t" });
  await createLocalStore().put([entry("a"), entry("b")]);
  const failing = { ...createMemoryStore(), put: () => Promise.reject(new Error("full")) };
  await assert.rejects(moveLocal(failing));
  assert.equal(Object.keys(kept).length, 1);
  const store = createMemoryStore();
  await store.put([entry("b"), entry("c")]);
  await moveLocal(store);
  await moveLocal(store);
  assert.deepEqual(kept, {});
  assert.deepEqual(await store.change((all) => all.map((one) => one.id)), ["a", "b", "c"]);
});

test("A name of Object's own is a name like any other", () => {
  assert.deepEqual(readForm({ constructor: "x", toString: "y" }), { attributes: { constructor: "x", toString: "y" } });
});

test("A store keeps the order of tracking", async () => {
  const store = createMemoryStore();
  const entry = (id: string) => ({ id, body: "{}", at: 0, tab: "t" });
  await store.put([entry("c"), entry("a")]);
  await store.put([entry("b"), entry("a")]);
  await store.change((all, put, drop) => (assert.equal(all.length, 3), drop("c"), put(entry("d"))));
  assert.deepEqual(await store.change((all) => all.map((one) => one.id)), ["a", "b", "d"]);
});

// Where there is no browser at all, as when a page is rendered on the server.
test("No call throws without a browser", async (context) => {
  const problems: string[] = [];
  const sdk = createSdk("", () => Promise.reject(new Error("no file")));
  context.after(() => sdk.shutdown());
  sdk.init({ onError: (problem) => problems.push(problem.code) });
  sdk.event.trackCustomEvent("a.a");
  sdk.event.pageVisit();
  sdk.event.sendFormData("x", null);
  sdk.client.setUuid("nonsense");
  sdk.client.setAccessToken(5 as never);
  sdk.q.push((queued) => queued.init(null as never), undefined as never, 5 as never);
  await sdk.flush();
  sdk.jwt.clearAccessToken();
  assert.equal(sdk.jwt.getAccessToken(), undefined);
  assert.equal(await sdk.jwt.getThumbprint(), undefined);
  assert.ok(problems.length > 0);
});

test("The package has the built files and the types, and nothing else", () => {
  const folder = process.cwd();
  const packed = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  const files = (packed[0] ?? packed["@eventauth/sdk"]).files.map((file: { path: string }) => file.path).sort();
  const built = ["eventauth-proof.mjs", "eventauth.js", "eventauth.mjs", "index.d.ts", "types.d.ts"];
  assert.deepEqual(files, ["LICENSE", "README.md", ...built.map((name) => `dist/${name}`), "package.json"]);
});
