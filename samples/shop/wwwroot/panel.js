// The panel "What was sent": the newest events of this tab, also those of earlier pages, each with its verdict.
import { byId, make } from "./dom.js";

const KEY = "shop.sent";
const MOST = 40;

let rows = read();

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

function draw() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(rows));
  } catch {
    // Without storage the panel shows this page alone.
  }

  byId("sent-empty").hidden = rows.length > 0;
  byId("sent").replaceChildren(...rows.map(row =>
    make("li", { className: row.kind },
      make("span", { className: "action" }, row.action),
      make("time", { className: "time" }, row.time),
      make("span", { className: "verdict" }, row.verdict))));
}

export const panel = {
  /** An event was passed to the SDK. */
  add(action) {
    const time = new Date().toLocaleTimeString("en-GB");
    rows = [{ action, time, kind: "waiting", verdict: "waits for the verdict" }, ...rows].slice(0, MOST);
    draw();
  },

  /** A verdict for the oldest event of this name that has none; kind is accepted or rejected. */
  decide(action, kind, verdict) {
    const row = rows.findLast(each => each.action === action && each.kind === "waiting");
    if (row) {
      Object.assign(row, { kind, verdict });
      draw();
      byId("sent-status").textContent = `${action}: ${verdict}`;
    }
  },

  problem(text) {
    byId("sent-problem").hidden = false;
    byId("sent-problem").textContent = text;
    byId("sent-empty").hidden = true;
  },

  who(text) {
    byId("sent-who").textContent = text;
  },
};

byId("sent-clear").addEventListener("click", () => {
  rows = [];
  draw();
});
draw();
