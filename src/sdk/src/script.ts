import { createSdk } from "./sdk";
import type { QueuedCall, Sdk } from "./types";

// The endpoint is where the folder of the script is: /e for /e/sdk/eventauth.js.
const source = (document.currentScript as HTMLScriptElement | null)?.src;
const page = window as unknown as { SR?: { q?: QueuedCall[] } | Sdk };

// A page that includes the script twice has one SDK.
if (!(page.SR as Sdk | undefined)?.version) {
  const calls = (page.SR?.q ?? []) as QueuedCall[];
  const sdk = createSdk(source ? new URL("..", source).href : "");
  page.SR = sdk;
  sdk.q.push(...calls);
}
