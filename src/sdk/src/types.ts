/** A JSON value. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What an event carries besides its action: a JSON object. Members that are undefined are left out. */
export type EventParams = { [name: string]: Json | undefined };

/** An event as it is sent. `time` and `eventSalt` are set when it is tracked and never change. */
export interface SentEvent {
  action: string;
  label?: string;
  params?: EventParams;
  client: { uuid: string; attributes?: EventParams } & EventParams;
  /** RFC 3339, UTC, milliseconds. */
  time: string;
  eventSalt: string;
}

/** An event that will not be sent again, and why. */
export interface Rejection {
  event: SentEvent;
  /** The server's code, such as "not_allowed_for_anonymous", or "queue_full", "expired", "outcome_unknown" from the SDK itself. */
  code: string;
  /** The HTTP status; 0 if the SDK itself gave up. */
  status: number;
  /** What is wrong: the server's `errors` as JSON text, each with field, code and message; often empty. */
  detail: string;
}

/** Something that a developer should know. The events concerned are kept, except with "exception": that call was not carried out. */
export interface Problem {
  /** "invalid_token", "token_expired", "token_unavailable", "endpoint_refused", "storage_unavailable", "proof_unavailable" or "exception". */
  code: string;
  /** What happened, for people. Never contains a token or customer data. */
  detail: string;
}

/** What {@link Sdk.getState} returns. */
export interface State {
  /** "new" before init; "off" if nothing is stored or sent because of Global Privacy Control, or after shutdown. */
  status: "new" | "on" | "off";
  /** Why it is off. */
  reason?: "global_privacy_control" | "shutdown" | undefined;
  /** Where the queue is kept; undefined until it has been opened. */
  storage?: "indexeddb" | "localstorage" | "memory" | undefined;
  /** Events of this page that have no final answer yet; undefined before init. */
  pending?: number;
  /** Events that this page dropped because the queue was full; undefined before init. */
  dropped?: number;
  /** Whether there is a token that was not refused. */
  hasToken: boolean;
}

/** What {@link Sdk.init} takes. All of it is optional. Times are milliseconds unless the name says otherwise. */
export interface Options {
  /** Not used: sites that come from the original SDK pass it. */
  trackerKey?: string;
  /**
   * Where events are sent: an origin ("https://events.shop.example"), a path of this site ("/e"), or "" for this site. By default the
   * origin that the script was loaded from; for the npm package this site.
   */
  endpoint?: string;
  /**
   * Gives a fresh token, or nothing if nobody is signed in. Asked before the first event is sent, about 60 s before the token expires,
   * and when the server refuses a token. `thumbprint` is set with {@link Options.proofOfPossession}.
   */
  getToken?: (request: { thumbprint?: string }) => Promise<string | null | undefined> | string | null | undefined;
  /** Called for each event that was accepted. */
  onAccepted?: (accepted: { event: SentEvent }) => void;
  /** Called for each event that will not be sent again, with the code. */
  onRejected?: (rejection: Rejection) => void;
  /** Called for what a developer should know: a refused token, a wrong endpoint, no storage. */
  onError?: (problem: Problem) => void;
  /** Writes the same to the console. Default: false. */
  debug?: boolean;
  /** The domain of the uuid cookie, such as "shop.example", to share it with subdomains. Default: this host alone. */
  cookieDomain?: string;
  /** With true, and with Global Privacy Control set in the browser, nothing is stored and nothing is sent. Default: false. */
  respectGlobalPrivacyControl?: boolean;
  /** Proves with each request that the token belongs to this browser (DPoP, RFC 9449). Default: false. */
  proofOfPossession?: boolean;
  /**
   * Whether events that need a token wait for one. With false they are rejected at once where no token is there. Default: true.
   */
  waitForToken?: boolean;
  /** How many events are kept; beyond, the oldest is dropped ("queue_full"). Default: 1000. */
  maxQueue?: number;
  /** After how many seconds an event is given up. Default: 86400, a day. */
  maxAgeSeconds?: number;
  /** Events of one request, 1 to 1000. Default: 100. */
  maxBatch?: number;
  /** How long further events are waited for before a request. Default: 100. */
  lingerMs?: number;
  /** The shortest and the longest time between tries; doubled each time, with full jitter. Default: 1000. */
  minBackoffMs?: number;
  /** Default: 60000. */
  maxBackoffMs?: number;
  /** After how long a request without an answer counts as failed. Default: 30000. */
  timeoutMs?: number;
  /** After how long this page sends events that another tab, or the page before, has left. Default: 10000. */
  takeOverMs?: number;
}

/** Maps a form field to the name of an attribute; null leaves the field out. */
export type FieldMapping = { [field: string]: string | null };

/** What a page does with the SDK as soon as the script has loaded. */
export type QueuedCall = (sdk: Sdk) => void;

/** The SDK. No function throws. */
export interface Sdk {
  readonly version: string;
  /** Starts sending. Events that were tracked before are sent too. A second call changes the options that it names. */
  init(options?: Options): void;
  readonly event: {
    /** Sends an event: 2 to 32 characters of A–Z a–z 0–9 . - _ */
    trackCustomEvent(action: string, params?: EventParams, label?: string): void;
    /** Sends "page.visit" with url, title and referrer; `params` adds to these or replaces them. */
    pageVisit(params?: EventParams): void;
    /**
     * Sends "form.submit". `data` is customer data: an object, or `new FormData(form)`. `email`, `customId`, `firstName`, `lastName` and
     * `phone` become members of `client`, other fields its attributes.
     */
    sendFormData(formType: string, data: unknown, fieldMapping?: FieldMapping): void;
  };
  readonly client: {
    /** Sets the token of the signed-in customer. */
    setAccessToken(token: string): void;
    /** Sets the customer's uuid, for events from now on. */
    setUuid(uuid: string): void;
    /** The customer's uuid; undefined before init and with Global Privacy Control. */
    getUuid(): string | undefined;
  };
  readonly jwt: {
    /** The token, if there is one that was not refused. */
    getAccessToken(): string | undefined;
    /** Forgets the token, as on sign-out. `getToken` is asked again before the next request. */
    clearAccessToken(): void;
    /** The thumbprint of this browser's key (RFC 7638), for `cnf.jkt`; undefined without {@link Options.proofOfPossession}. */
    getThumbprint(): Promise<string | undefined>;
  };
  /** Sends now; resolves when nothing more can be sent at the moment. */
  flush(): Promise<void>;
  /** Stops sending and listening; stored events stay for the next page. */
  shutdown(): void;
  getState(): State;
  /** Calls that were queued before the script loaded, and later ones. */
  readonly q: { push(...calls: QueuedCall[]): void };
}
