// All that a site needs for EventAuth: the SDK is started once on each page, and called where something happens.
import { panel } from "./panel.js";
import { session } from "./session.js";

const { endpoint, proof } = document.documentElement.dataset;
const SR = window.SR;

// Each verdict is told to the page, too: whoever wants to know it listens to the event "eventauth" of the document.
function tell(kind, { event, code }) {
  panel.decide(event.action, kind, kind === "accepted" ? "accepted" : `rejected: ${code}`);
  document.dispatchEvent(new CustomEvent("eventauth", { detail: { kind, code, event } }));
}

export const tracking = {
  start() {
    if (!SR) {
      panel.problem(`The SDK was not loaded from ${endpoint}. Is EventAuth running, or does your browser block it?`);
      return;
    }

    SR.init({
      endpoint,
      getToken: request => session.token(request),
      proofOfPossession: proof === "true",
      onAccepted: accepted => tell("accepted", accepted),
      onRejected: rejection => tell("rejected", rejection),
      onError: ({ code, detail }) => panel.problem(`${code}: ${detail}`),
      // A demo is stopped and started often: not more than five seconds until the next try, and nothing is dropped meanwhile.
      maxBackoffMs: 5_000,
      maxQueue: 5_000,
    });
    panel.add("page.visit");
    SR.event.pageVisit();
  },

  /** After the sign-in: what happens from now on is this customer's, and what needs a token has waited for it. */
  signedIn() {
    // The SDK was told that nobody is signed in: now it asks getToken again.
    SR?.jwt.clearAccessToken();
    track("client.login");
  },

  /** Before the sign-out: the last event with this customer's token. It waits for a slow network, but not longer than a second. */
  async signingOut() {
    track("client.logout");
    await Promise.race([SR?.flush(), new Promise(resolve => setTimeout(resolve, 1_000))]);
  },

  /** From now on, the events of this browser are those of a new visitor. */
  signedOut() {
    SR?.jwt.clearAccessToken();
    SR?.client.setUuid(newUuid());
  },

  /** A form that was sent: its fields are customer data. */
  form(type, { name, email }) {
    if (!SR) return;
    panel.add("form.submit");
    SR.event.sendFormData(type, { name, email }, { name: "firstName" });
  },

  drawWho() {
    panel.who(session.customer
      ? `Signed in as ${session.customer.name}: events are sent with a token.`
      : "Not signed in: events are sent without a token, and those that need one wait.");
  },
};

/** One event of this page. */
export function track(action, params, label) {
  if (!SR) return;
  panel.add(action);
  SR.event.trackCustomEvent(action, params, label);
}

// crypto.randomUUID is missing on pages without https, beside localhost.
function newUuid() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");
}
