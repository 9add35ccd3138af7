// All that a site needs for EventAuth: the SDK is started once on each page, and called where something happens.
import { panel } from "./panel.js";
import { session } from "./session.js";

const { endpoint } = document.documentElement.dataset;
const SR = window.SR;

// Each verdict is told to the page, too: whoever wants to know it listens to the event "eventauth" of the document.
function tell(kind, event, code) {
  const verdicts = {
    accepted: "accepted",
    rejected: `rejected: ${code}`,
    waiting: "waits for a token: sign in",
    dropped: "dropped: too many events waited",
  };
  panel.decide(event.action, kind, verdicts[kind]);
  document.dispatchEvent(new CustomEvent("eventauth", { detail: { kind, action: event.action, params: event.params, code } }));
}

export const tracking = {
  start() {
    if (!SR) {
      panel.problem(`The SDK was not loaded from ${endpoint}. Is EventAuth running, or does your browser block it?`);
      return;
    }

    SR.init({
      endpoint,
      getToken: () => session.token(),
      onAccepted: event => tell("accepted", event),
      onRejected: (event, { code }) => tell("rejected", event, code),
      onWaiting: event => tell("waiting", event),
    });
    panel.add("page.visit");
    SR.event.pageVisit();
  },

  /** After the sign-in: what happens from now on is this customer's. */
  async signedIn() {
    if (!SR) return;
    SR.client.setAccessToken(await session.token());
    track("client.login");
  },

  /** Before the sign-out, while there is a token: the last event of this customer. */
  signingOut() {
    if (!SR) return;
    track("client.logout");
    SR.jwt.clearAccessToken();
  },

  /** A form that was sent: its fields, and which of them are customer data. */
  form(type, { name, email, text }) {
    if (!SR) return;
    panel.add("form.submit");
    SR.event.sendFormData(type, { name, email, text }, { name: "firstName" });
  },

  drawWho() {
    panel.who(session.customer
      ? `Signed in as ${session.customer.name}: events are sent with a token.`
      : "Not signed in: events are sent without a token.");
  },
};

/** One event of this page. */
export function track(action, params, label) {
  if (!SR) return;
  panel.add(action);
  SR.event.trackCustomEvent(action, params, label);
}
