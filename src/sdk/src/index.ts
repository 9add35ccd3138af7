import type { EventParams, Options } from "./types";

declare const VERSION: string;

interface StoredEvent {
  action: string;
  label?: string | undefined;
  params?: EventParams | undefined;
  client: { uuid: string };
  time: string;
  eventSalt: string;
}

const LINGER_MS = 100;
const MOST_EVENTS = 100;

// The address of the script itself tells where its endpoint is.
const scriptOrigin = (() => {
  try {
    const src = (document.currentScript as HTMLScriptElement | null)?.src;
    return src ? new URL(src).origin : "";
  } catch {
    return "";
  }
})();

let endpoint: string | undefined;
let token: string | undefined;
let uuid = crypto.randomUUID();
let timer: ReturnType<typeof setTimeout> | undefined;
const queue: StoredEvent[] = [];

async function send(): Promise<void> {
  timer = undefined;
  const batch = queue.slice(0, MOST_EVENTS);
  if (endpoint === undefined || batch.length === 0) return;
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (token) headers["Authorization"] = `Bearer ${token}`;
  try {
    await fetch(`${endpoint}/v4/events/batch`, { method: "POST", headers, body: JSON.stringify(batch) });
    queue.splice(0, batch.length);
  } catch {
    // Sent again with the next event.
  }
}

export const SR = {
  version: VERSION,
  init(options: Options): void {
    endpoint = (options.endpoint ?? scriptOrigin).replace(/\/+$/, "");
    timer ??= setTimeout(send, LINGER_MS);
  },
  event: {
    trackCustomEvent(action: string, params?: EventParams, label?: string): void {
      queue.push({ action, label, params, client: { uuid }, time: new Date().toISOString(), eventSalt: crypto.randomUUID() });
      timer ??= setTimeout(send, LINGER_MS);
    },
  },
  client: {
    setAccessToken(value: string): void {
      token = value;
    },
    setUuid(value: string): void {
      uuid = value as ReturnType<typeof crypto.randomUUID>;
    },
    getUuid: (): string => uuid,
  },
  jwt: {
    getAccessToken: (): string | undefined => token,
    clearAccessToken(): void {
      token = undefined;
    },
  },
};

export default SR;
export type { EventParams, Options } from "./types";
