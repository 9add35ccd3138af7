import assert from "node:assert/strict";
import { test } from "node:test";
import { createProof, type Proof } from "../src/proof";
import type { Options } from "../src/types";
import { open, server } from "./fixture";
import { accept, makeToken, needToken, problem, TestPage, TestServer, until } from "./harness";

const openWith = (options: Options, loadProof?: () => Promise<Proof>): TestPage => open(options, undefined, undefined, loadProof);

test("A token that must be proven and cannot be is not sent: events that need none go without, the others wait", async () => {
  const page = openWith({ proofOfPossession: true, maxBackoffMs: 100_000 });
  server.reply = needToken("form.submit");
  page.tokens.set(makeToken("c-1"));
  page.track("form.submit");
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  await page.sender.flush();
  assert.deepEqual(server.log, ["form.submit a.a"]);
  assert.equal(server.received[0]!.headers.authorization, undefined);
  assert.deepEqual(page.codes, ["proof_unavailable"]);
  assert.deepEqual(page.rejected, []);
  assert.equal(page.sender.getState().pending, 1);
});

/** A page whose proofs are real; the answers say that it is so much later. */
const openProving = (server: TestServer): TestPage => {
  Object.assign(globalThis, { document: { baseURI: server.endpoint } });
  return openWith({ proofOfPossession: true }, () => createProof(undefined));
};

const timesOf = (server: TestServer): number[] =>
  server.received.map((one) => JSON.parse(Buffer.from((one.headers["dpop"] as string).split(".")[1]!, "base64url").toString()).iat);

const near = (seconds: number, expected: number): void => assert.ok(Math.abs(seconds - expected) < 30, `${seconds} ${expected}`);

test("A clock that is wrong: after a 401 the proof is made once more with the server's time, and the next ones too", async () => {
  const page = openProving(server);
  const date = { Date: new Date(Date.now() + 3600_000).toUTCString() };
  server.reply = (request) =>
    server.received.length === 1
      ? [401, { code: "invalid_token" }, date]
      : [202, { accepted: request.events.length, results: [] }, date];
  page.tokens.set(makeToken("c-1"));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  page.track("b.b");
  await until(() => page.accepted.length === 2);
  const [first, second, third] = timesOf(server);
  const now = Date.now() / 1000;
  near(first!, now);
  near(second!, now + 3600);
  near(third!, now + 3600);
  assert.deepEqual(server.log, ["a.a (c-1)", "a.a (c-1)", "b.b (c-1)"]);
  assert.deepEqual(page.codes, []);
  assert.match(server.received[2]!.headers.authorization!, /^DPoP ey/);
});

test("A clock that is right: a 401 is not about the proof's time, and the token counts as refused", async () => {
  const page = openProving(server);
  server.reply = (request) => (request.token ? problem(401, "invalid_token") : accept(request));
  page.tokens.set(makeToken("c-1"));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (c-1)", "a.a"]);
  assert.deepEqual(page.codes, ["invalid_token"]);
});

test("A 401 whose times jump is tried once more, and no more", async () => {
  const page = openProving(server);
  server.reply = (request) => {
    const date = { Date: new Date(Date.now() + server.received.length * 3600_000).toUTCString() };
    return request.token ? [401, { code: "invalid_token" }, date] : accept(request);
  };
  page.tokens.set(makeToken("c-1"));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (c-1)", "a.a (c-1)", "a.a"]);
});
