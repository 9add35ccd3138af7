import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Entry } from "../src/entry";
import { createProving } from "../src/proving";
import type { Proof } from "../src/proof";
import { createReports } from "../src/reports";
import { createSender } from "../src/sender";
import type { Sender } from "../src/sending";
import { defaults, type Settings } from "../src/settings";
import { createMemoryStore, type Store } from "../src/store";
import { createTokens, type Tokens } from "../src/tokens";
import { createPost } from "../src/transport";
import type { Options, Problem, Rejection, SentEvent } from "../src/types";

// Limits of time that are not reached must not keep the tests from ending; what a test waits for, its server keeps alive.
const realTimeout = globalThis.setTimeout;
globalThis.setTimeout = ((...given: Parameters<typeof setTimeout>) => realTimeout(...given).unref()) as typeof setTimeout;

/** A request as the server got it. */
export interface Received {
  path: string;
  headers: IncomingMessage["headers"];
  events: SentEvent[];
  /** The token, or undefined. */
  token: string | undefined;
}

/** What the server answers: status, document, headers; or "cut" to close the connection; or what comes of doing something first. */
export type Reply = [status: number, document?: unknown, headers?: Record<string, string>] | "cut";

/** A real HTTP server on loopback, which answers as the test says. */
export class TestServer {
  readonly received: Received[] = [];
  reply: (request: Received) => Reply | Promise<Reply> = (request) => accept(request);
  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  static async start(): Promise<TestServer> {
    const server = createServer((request, response) => void test.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const test = new TestServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return test;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The actions of each request, as "a b" for two events without a token and "a b (t)" for two with one. */
  get log(): string[] {
    return this.received.map((one) => one.events.map((event) => event.action).join(" ") + (one.token ? ` (${identityOf(one.token)})` : ""));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const received: Received = {
      path: request.url!,
      headers: request.headers,
      events: JSON.parse(Buffer.concat(parts).toString("utf8")),
      token: request.headers.authorization?.split(" ")[1],
    };
    this.received.push(received);
    const reply = await this.reply(received);
    if (reply === "cut") return void response.destroy();
    const [status, document, headers] = reply;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(document === undefined ? "" : JSON.stringify(document));
  }
}

/** The answer where all were accepted. */
export const accept = (request: Received): Reply => [202, { accepted: request.events.length, rejected: 0, policyVersion: 1, results: [] }];

export const problem = (status: number, code: string, more: object = {}): Reply => [status, { status, code, detail: `The ${code}.`, ...more }];

/** The answer of a policy that wants a token for these actions; everything else is accepted. */
export const needToken =
  (...actions: string[]) =>
  (request: Received): Reply => {
    const results = request.events.flatMap((event, index) =>
      !request.token && actions.includes(event.action) ? [{ index, status: 401, code: "jwt_required" }] : [],
    );
    const verdicts = { accepted: request.events.length - results.length, rejected: results.length, policyVersion: 1, results };
    return results.length === 0 ? [202, verdicts] : verdicts.accepted ? [207, verdicts] : problem(401, "jwt_required", verdicts);
  };

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that says who and how long; the test's server looks at nothing else. */
export const makeToken = (customId: string, seconds = 3600, more: object = {}): string =>
  `${part({ alg: "RS256" })}.${part({ customId, exp: Date.now() / 1000 + seconds, ...more })}.x`;

const identityOf = (token: string): string => {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString()).customId;
  } catch {
    return token;
  }
};

/** A page without a browser: everything but storage, cookies and events of the window. */
export class TestPage {
  readonly accepted: SentEvent[] = [];
  readonly rejected: Rejection[] = [];
  readonly problems: Problem[] = [];
  readonly settings: Settings;
  readonly tokens: Tokens;
  readonly sender: Sender;

  constructor(server: TestServer, options: Options = {}, store: Store = createMemoryStore(), readonly tab = `tab${++pages}`, loadProof?: () => Promise<Proof>) {
    this.settings = {
      ...defaults(server.endpoint),
      lingerMs: 1,
      minBackoffMs: 1,
      maxBackoffMs: 2,
      takeOverMs: 0,
      onAccepted: ({ event }) => this.accepted.push(event),
      onRejected: (rejection) => this.rejected.push(rejection),
      onError: (found) => this.problems.push(found),
      ...options,
    };
    const reports = createReports(this.settings);
    const proving = createProving(this.settings, reports, loadProof ?? (() => Promise.reject(new Error("no key"))));
    this.tokens = createTokens(this.settings, reports, proving, () => this.sender.wake(0));
    this.sender = createSender(this.tab, this.settings, Promise.resolve(store), this.tokens, createPost(this.settings, proving), reports);
  }

  track(action: string, more: Partial<Entry> = {}, fields: object = {}): void {
    const id = `${String(++salts).padStart(9, "0")}-salt`;
    const client = { uuid: "5f0c1a2b-0000-4000-8000-00000000000a" };
    const body = JSON.stringify({ action, client, time: new Date().toISOString(), eventSalt: id, ...fields });
    this.sender.track({ id, body, at: Date.now(), tab: this.tab, who: this.tokens.owner(), born: more.at ? undefined : performance.now(), ...more });
  }

  /** What was reported as rejected: "action code status". */
  get refusals(): string[] {
    return this.rejected.map((one) => `${one.event.action} ${one.code} ${one.status}`);
  }

  get codes(): string[] {
    return this.problems.map((one) => one.code);
  }

  stop(): void {
    this.sender.stop();
    this.tokens.stop();
  }
}

let pages = 0;
let salts = 0;

const PATIENCE_MS = 20_000;

/** Waits for a condition, never for a time. */
export async function until(holds: () => boolean, what: () => unknown = () => ""): Promise<void> {
  const started = Date.now();
  while (!holds()) {
    if (Date.now() - started > PATIENCE_MS) throw new Error(`It did not become true: ${holds} ${JSON.stringify(what())}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
