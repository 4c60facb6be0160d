// Talks to the server. An act is kept in this browser until the server says that it is on the disk;
// it is sent again after a break with the same key, so that nothing is lost and nothing doubled.

import { $, el } from "./dom.js";

const PENDING = "otr-review-pending";
let name = "";

export class Refused extends Error {
  constructor(status, data) {
    super(data.error || `the server answered ${status}`);
    this.status = status;
    this.data = data;
  }
}

/** The annotator: acts that were not confirmed are kept under this name. */
export function setAnnotator(annotator) {
  name = `${PENDING}:${annotator}`;
}

/** A JSON answer to a GET; waits and tries again while the server is away. */
export async function get(path) {
  return insist(() => fetch(path, { headers: { accept: "application/json" } }));
}

/** Do something; resolves when it is saved. Throws Refused if it was not done. */
export async function act(body) {
  const data = { ...body, key: newKey() };
  remember(data);
  return send(data);
}

/** Send again what was never confirmed, after a reload; returns the answers. */
export async function resend() {
  const kept = localStorage.getItem(name);
  if (!kept) return null;
  let data;
  try {
    data = JSON.parse(kept);
  } catch {
    localStorage.removeItem(name);
    return null;
  }
  try {
    return await send(data);
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

async function send(data) {
  const options = {
    method: "POST",
    headers: { "content-type": "application/json", "x-otr-review": "1" },
    body: JSON.stringify(data),
  };
  $("saved").textContent = "Saving…";
  try {
    const answer = await insist(() => fetch("/api/act", options));
    forget(data);
    $("saved").textContent = "Saved";
    return answer;
  } catch (error) {
    if (error instanceof Refused) forget(data);
    $("saved").textContent = "Not done";
    throw error;
  }
}

let troubled = false;

/** Whether the last request found no server, or no room on its disk, and is tried again. */
export const inTrouble = () => troubled;

async function insist(call) {
  try {
    return await tryUntilAnswered(call);
  } finally {
    troubled = false;
  }
}

async function tryUntilAnswered(call) {
  for (let wait = 250; ; wait = Math.min(wait * 2, 4000)) {
    let response = null;
    try {
      response = await call();
    } catch {
      troubled = true;
      banner("The server cannot be reached. Your last act is kept here and sent when it is back.");
    }
    if (response !== null) {
      const data = await body(response);
      if (response.status === 507) {
        troubled = true;
        await again(data.error);
        wait = 125;
        continue;
      }
      banner(null);
      if (!response.ok) throw new Refused(response.status, data);
      return data;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

async function body(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { error: text.slice(0, 300) || `the server answered ${response.status}` };
  }
}

/** Wait until the reviewer asks for another try: the disk is full. */
function again(reason) {
  return new Promise((resolve) => {
    const button = el("button", { type: "button", id: "try-again", on: { click: resolve } }, "Try again");
    banner([`Not saved: ${reason} `, button]);
    button.focus();
  });
}

export function banner(words) {
  const node = $("banner");
  if (words === null) {
    node.hidden = true;
    node.replaceChildren();
  } else {
    node.replaceChildren(...[words].flat());
    node.hidden = false;
  }
}

function remember(data) {
  try {
    localStorage.setItem(name, JSON.stringify(data));
  } catch {
    // A browser that keeps nothing: the act is still in this page and is still sent.
  }
}

function forget(data) {
  try {
    const kept = localStorage.getItem(name);
    if (kept && JSON.parse(kept).key === data.key) localStorage.removeItem(name);
  } catch {
    localStorage.removeItem(name);
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
