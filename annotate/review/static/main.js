// The page: what is in hand, what a key or a button does, and how it is drawn again.

import { Refused, act, get, inTrouble, resend, setAnnotator } from "./api.js";
import { drawArticle, selectedSpan, showCurrent } from "./article.js";
import { button, drawCard, spoken } from "./card.js";
import { commands } from "./commands.js";
import { $, el, say, visible } from "./dom.js";
import { commandOf, isTyping, loadKeys } from "./keys.js";
import { agree, buildFilters, current, ensure, indexOf, loadQueue, queue } from "./queue.js";
import { edgeOffset, listenToDrags, moveCaret, moveEdge, newWork, paragraphFrom, step, turnEdge } from "./spans.js";
import { inWords, showStale } from "./versions.js";

const PREFETCH = 4;
const MOVING = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Tab", " ", "Enter", "Escape", "Delete", "Backspace"]);

const state = { start: null, view: null, quotation: null, work: newWork(null), common: {} };
const cache = new Map();
const channel = "BroadcastChannel" in window ? new BroadcastChannel("otr-review") : null;

const where = () => ({ at: queue.at, total: queue.items.length });

/** What commands need of the page. */
const page = {
  state, where, go, redraw, drawBar, send, advance, refilter, tell, run,
  selection: () => state.work.selection ?? selectedSpan(),
  get typed() { return typed; },
};

// One thing after another, in the order in which they were asked for. What is typed while an answer
// is awaited is kept, so that no key is lost and each does what it would have done.
const typed = [];
let busy = false;

function run(command, value) {
  meet({ command, value });
}

function meet(input) {
  if (!busy) {
    handle(input);
    return;
  }
  if (inTrouble()) tell("Still waiting for the server; that key was not taken.");
  else typed.push(input);
}

function handle(input) {
  if (input.key !== undefined && state.work.mode && movingKey(input)) return;
  const command = input.command ?? commandOf(input);
  if (!command || !commands[command]) return;
  busy = true;
  document.body.dataset.busy = "1";
  Promise.resolve()
    .then(() => commands[command](page, input.value))
    .catch((error) => tell(error.message))
    .finally(() => {
      busy = false;
      while (typed.length && !busy) {
        const next = typed.shift();
        if (!feed(next)) handle(next);
      }
      if (!busy) delete document.body.dataset.busy;
    });
}

/** Give a key that was typed ahead to the note, if the key before it opened that. */
function feed(input) {
  const field = document.activeElement;
  if (input.key === undefined || !field?.matches("textarea")) return false;
  if (input.ctrlKey && input.key === "Enter") field.blur();
  else if (input.key === "Escape") field.blur();
  else if ([...input.key].length === 1) field.setRangeText(input.key, field.selectionStart, field.selectionEnd, "end");
  else if (input.key === "Enter") field.setRangeText("\n", field.selectionStart, field.selectionEnd, "end");
  return true;
}

/** Tell something that needs no answer. */
function tell(words) {
  $("hint").textContent = words;
  say(words);
}

async function load(place, id) {
  const item = `${place}:${id}`;
  if (cache.has(place)) return cache.get(place);
  if (cache.has(item)) return cache.get(item);
  const answer = await get(`/api/item/${place}?quotation=${encodeURIComponent(id)}`);
  accept(answer.doc, answer.version, id);
  return answer.doc;
}

/** Keep a document that the server sent; other versions of the records make the old ones void. */
function accept(view, version, id) {
  if (version !== undefined && state.common.version !== undefined && version > state.common.version) cache.clear();
  if (version !== undefined) state.common.version = version;
  if (!view) return;
  const key = view.whole ? view.place : `${view.place}:${id}`;
  cache.delete(key);
  cache.set(key, view);
  while (cache.size > 60) cache.delete(cache.keys().next().value);
}

/** Show the item with this number of the queue. */
async function go(index, { quiet = false } = {}) {
  queue.at = Math.max(0, Math.min(index, queue.items.length));
  const item = current();
  state.view = item ? await load(item[0], item[1]) : null;
  state.quotation = state.view?.quotations.find((each) => each.id === item[1]) ?? null;
  state.work = newWork(state.quotation);
  getSelection()?.removeAllRanges();
  draw();
  showCurrent(true);
  if (item) history.replaceState(null, "", `#${item[0]}/${encodeURIComponent(item[1])}`);
  if (!quiet) say(state.quotation ? spoken(state.view, state.quotation, where()) : "The queue is at its end.");
  $("hint").textContent = "";
  for (const [place, id] of queue.items.slice(queue.at + 1, queue.at + 1 + PREFETCH)) {
    if (!cache.has(place)) load(place, id).catch(() => {});
  }
}

function draw() {
  if (state.view) drawArticle(state.view, state.quotation, state.work);
  else $("article").replaceChildren();
  drawCard({ ...state, where: where(), run, jump: (place, id) => run("jump", [place, id]) });
  drawBar();
}

function redraw() {
  draw();
  showCurrent();
}

function drawBar() {
  const { progress, undo, redo, conflict_count: conflicts } = state.common;
  $("mine").max = Math.max(progress.total, 1);
  $("mine").value = progress.mine;
  $("mine-label").textContent = `${progress.mine.toLocaleString("en")} of ${progress.total.toLocaleString("en")} by you`;
  $("all-label").textContent = progress.all > progress.mine ? `${progress.all.toLocaleString("en")} by all` : "";
  document.querySelector(".bar [data-command=undo]").disabled = undo === null;
  document.querySelector(".bar [data-command=redo]").disabled = redo === null;
  $("conflict-button").hidden = !conflicts;
  $("conflict-button").textContent = `${conflicts} to settle`;
  $("place").textContent = queue.items.length ? `${(queue.at + 1).toLocaleString("en")} / ${queue.items.length.toLocaleString("en")}` : "0";
}

/**
 * Send an act on the quotation in hand; true if it was done. What was refused is shown. With `leaving`
 * the page is not drawn, since the next quotation is about to be.
 */
async function send(kind, extra = {}, { leaving = false } = {}) {
  const { view, quotation } = state;
  let body = { kind, ...extra };
  if (view && !("target" in body)) {
    const about = { doc: view.id, text: view.sha, part: view.part };
    if (quotation) Object.assign(about, { quotation: quotation.id, seen: quotation.stamp });
    body = { ...about, ...body };
  }
  let answer;
  try {
    answer = await act(body);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await refused(error, view, quotation);
    return false;
  }
  take(answer);
  channel?.postMessage({ place: answer.doc?.place });
  if (leaving) drawBar();
  else if (answer.doc) {
    const index = ensure(answer.doc.place, answer.quotation);
    await go(index, { quiet: true });
  } else redraw();
  return true;
}

/** Take in what an answer says of the document and of the whole. */
function take(answer) {
  for (const name of ["progress", "undo", "redo", "conflict_count"]) {
    if (answer[name] !== undefined) state.common[name] = answer[name];
  }
  if (answer.doc) {
    const before = cache.get(answer.doc.place);
    accept(answer.doc, answer.version, answer.quotation);
    agree(answer.doc);
    const known = new Set(before?.quotations.map((each) => each.id));
    if (before) for (const each of answer.doc.quotations) if (!known.has(each.id)) ensure(answer.doc.place, each.id, answer.doc);
  }
}

async function refused(error, view, quotation) {
  take(error.data);
  const now = error.data.doc?.quotations.find((each) => each.id === quotation?.id) ?? null;
  if (error.status === 409) {
    const before = quotation ? inWords(view, quotation) : null;
    await showStale(error.message, before, now ? inWords(error.data.doc, now) : null);
    channel?.postMessage({ place: view?.place });
    if (!error.data.doc) await reread();
  }
  const item = current();
  if (item && error.data.doc) cache.set(error.data.doc.whole ? item[0] : `${item[0]}:${item[1]}`, error.data.doc);
  await go(queue.at, { quiet: true });
  tell(`Not done: ${error.message}.`);
}

/** On to the next one that is not decided; `words` say what was done before it. */
async function advance(words) {
  let next = queue.at + 1;
  while (next < queue.items.length && queue.items[next][2] !== 0) next += 1;
  await go(next, { quiet: true });
  say(`${words}. ${state.quotation ? spoken(state.view, state.quotation, where()) : "The queue is at its end."}`);
  $("hint").textContent = words;
}

/** The queue anew, after a filter or when the records were read again. */
async function refilter(at = null) {
  cache.clear();
  take(await loadQueue());
  const known = at ? indexOf(at[0], at[1]) : -1;
  await go(known >= 0 ? known : 0);
}

async function reread() {
  const item = current();
  await refilter(item);
}

addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  if (event.target.id === "note" && event.key === "Enter" && event.ctrlKey) {
    event.target.blur();
    return;
  }
  if (event.key === "Escape" && isTyping(event)) {
    event.target.blur();
    return;
  }
  if (isTyping(event)) return;
  const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
  const input = { key, ctrlKey, altKey, metaKey, shiftKey };
  const moves = state.work.mode !== null || (busy && typed.length > 0);
  if (!commandOf(input) && !(moves && MOVING.has(key)) && !busy) return;
  if (["Shift", "Control", "Alt", "Meta"].includes(key)) return;
  if (!busy && state.work.mode === null && key === "Tab") return;
  if (!commandOf(input) && (ctrlKey || metaKey) && !MOVING.has(key)) return;
  event.preventDefault();
  meet(input);
});

/** A key while an edge moves or words are selected; true if it was taken. */
function movingKey(input) {
  const { view, quotation, work } = state;
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[input.key];
  const word = input.ctrlKey || input.altKey;
  if (direction) {
    if (work.mode === "edge") moveEdge(view, work, step(view.text, edgeOffset(work), direction, word));
    else moveCaret(work, step(view.text, work.caret, direction, word));
  } else if (["ArrowUp", "ArrowDown"].includes(input.key)) {
    if (work.mode === "select") moveCaret(work, paragraphFrom(view, work.caret, input.key === "ArrowUp" ? -1 : 1));
  } else if (input.key === "Tab") {
    if (work.mode === "edge") turnEdge(quotation, work, input.shiftKey ? -1 : 1);
  } else if (input.key === " ") work.anchor = work.caret;
  else if (input.key === "Enter") return handle({ command: "finish" }), true;
  else if (input.key === "Escape") return handle({ command: "cancel" }), true;
  else if (["Delete", "Backspace"].includes(input.key)) return handle({ command: work.mode === "edge" ? "dropPiece" : "cancel" }), true;
  else return false;
  mirror();
  redraw();
  sayPlace();
  return true;
}

/** The content of a direct quotation is its words in marks, while they move too. */
function mirror() {
  if (["direct", "none"].includes(state.quotation.type)) state.work.spans.content = state.work.spans.segments;
}

function sayPlace() {
  const { view, work } = state;
  const at = work.mode === "edge" ? edgeOffset(work) : work.caret;
  const name = work.mode === "edge" ? `${work.edge.side ? "end" : "start"} of ${work.edge.track}: ` : "";
  say(`${name}${visible(view.text.slice(Math.max(0, at - 20), at))} | ${visible(view.text.slice(at, at + 20))}`);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest?.("[data-command]");
  if (target?.closest(".bar")) run(target.dataset.command);
  const other = event.target.closest?.("#article [data-q]");
  if (other && !selectedSpan()) run("jump", [state.view.place, other.dataset.q]);
});

/** The bar over selected words: what they can become. */
function selectionBar() {
  const bar = $("selection-bar");
  const span = selectedSpan();
  bar.hidden = !span || Boolean(document.querySelector("dialog[open]")) || document.body.classList.contains("dragging");
  if (bar.hidden) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  bar.style.left = `${Math.max(8, Math.min(box.left, innerWidth - bar.offsetWidth - 8))}px`;
  bar.style.top = `${box.bottom + 8 + bar.offsetHeight > innerHeight ? box.top - bar.offsetHeight - 8 : box.bottom + 8}px`;
}

function buildBars() {
  for (const node of document.querySelectorAll(".bar [data-command]")) {
    const names = { undo: "Undo", redo: "Redo", help: "Keys", theme: "Theme" };
    const name = names[node.dataset.command];
    if (name) node.replaceChildren(...button(node.dataset.command, name, () => {}).childNodes);
  }
  $("selection-bar").append(
    button("add", "Quotation", run), button("piece", "Add to this", run), button("cue", "Cue", run),
    button("speaker", "Speaker", run), button("outlet", "Outlet", run), button("split", "Split here", run),
  );
  $("selection-bar").addEventListener("pointerdown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", selectionBar);
  $("article").addEventListener("scroll", selectionBar);
}

async function begin() {
  await loadKeys();
  state.start = await get("/api/start");
  setAnnotator(state.start.annotator);
  take(state.start);
  state.common.version = state.start.version;
  $("corpus").textContent = `${state.start.corpus} · ${state.start.annotator}${state.start.adjudicating ? " · adjudication" : ""}`;
  document.title = `${state.start.corpus} – review`;
  buildFilters(state.start, () => run("refilter"));
  if (state.start.adjudicating) $("order").value = "document";
  buildBars();
  commands.restore(page);
  listenToDrags(() => (state.quotation ? state : null), () => {
    mirror();
    draw();
  }, (save) => run(save ? "finish" : "cancel"));
  const late = await resend();
  const [, place, id] = /^#(\d+)\/(.+)$/.exec(location.hash) ?? [];
  await refilter(place === undefined ? null : [Number(place), decodeURIComponent(id)]);
  if (late) tell("What was not confirmed when the page was left is saved now.");
  if (state.start.problems.length) problems(state.start.problems);
  document.body.dataset.ready = "1";
}

function problems(all) {
  const close = el("button", { type: "button", on: { click: () => { $("banner").hidden = true; } } }, "Close");
  $("banner").replaceChildren(...all.slice(0, 4).map((each) => el("div", {}, visible(each))), close);
  $("banner").hidden = false;
}

channel?.addEventListener("message", (event) => {
  const { place } = event.data;
  for (const key of [...cache.keys()]) if (key === place || String(key).startsWith(`${place}:`)) cache.delete(key);
  run("refresh", place);
});
setInterval(() => run("poll"), 30_000);

begin().catch((error) => tell(error.message));
