// What each command does. `page` is what main.js lends: the state, and how to send, go and draw.

import { get } from "./api.js";
import { $ } from "./dom.js";
import { pick } from "./picker.js";
import { current, ensure, queue, seek } from "./queue.js";
import { beginEdge, beginSelect, dropPiece } from "./spans.js";
import { showConflicts } from "./versions.js";

const MODES = ["speech", "writing", "thought"];
const SPEAKER_KINDS = ["person", "organisation", "government", "media", "document", "unnamed"];
const OUTLET_KINDS = ["media", "government", "organisation", "document", "person", "unnamed"];
const SIZES = [100, 115, 130, 150, 175, 200];
const THEMES = ["auto", "light", "dark"];

const has = (page) => page.state.quotation !== null;

async function decide(page, kind, extra, words) {
  if (has(page) && (await page.send(kind, extra, { leaving: true }))) await page.advance(words);
}

async function change(page, kind, extra, words) {
  if (has(page) && (await page.send(kind, extra))) page.tell(words);
}

const retype = (type) => (page) => change(page, "type", { type }, `Type: ${type}`);

/** The entities of the article, those who speak nearby first, the present ones last. */
function nearby(page, present, of) {
  const { view, quotation } = page.state;
  const at = view.quotations.findIndex((each) => each.id === quotation.id);
  const near = view.quotations
    .map((each, i) => [Math.abs(i - at), of(each)])
    .sort((a, b) => a[0] - b[0])
    .flatMap(([, ids]) => ids);
  const order = [...new Set([...near, ...view.entities.map((each) => each.id)])].filter((id) => !present.includes(id));
  const known = new Map(view.entities.map((each) => [each.id, each]));
  return [...order, ...present].map((id) => known.get(id)).filter(Boolean);
}

const speakersOf = (quotation) => quotation.speakers.map((each) => each.entity);
const outletsOf = (quotation) => (quotation.outlet ? [quotation.outlet.entity] : []);

async function choose(page, title, none, of, kinds) {
  const span = page.selection();
  const words = span ? page.state.view.text.slice(...span).replace(/\s+/g, " ").trim() : "";
  const present = of(page.state.quotation);
  const answer = await pick({
    typed: page.typed,
    title, none, kinds, words: words.slice(0, 200), known: present.length > 0,
    entities: nearby(page, present, of === outletsOf ? (each) => [...outletsOf(each), ...speakersOf(each)] : of),
  });
  return answer && !answer.none && span ? { ...answer, mention: span } : answer;
}

async function speaker(page, more) {
  if (!has(page)) return;
  const answer = await choose(page, more ? "One more speaker" : "Who speaks?", "Not known", speakersOf, SPEAKER_KINDS);
  if (!answer) return;
  const kept = more ? speakersOf(page.state.quotation).map((entity) => ({ entity })) : [];
  await change(page, "speakers", { speakers: answer.none ? kept : [...kept, answer] }, "Speaker changed");
}

/** Turn to the next article, or the one before: to its first item of the queue. */
async function article(page, direction) {
  const place = current()?.[0];
  const there = seek(direction, (item) => item[0] !== place);
  if (there < 0) return;
  const other = queue.items[there][0];
  let first = there;
  while (direction < 0 && first > 0 && queue.items[first - 1][0] === other) first -= 1;
  await page.go(first);
}

async function save(page) {
  const { quotation, work } = page.state;
  const spans = { content: work.spans.content, segments: work.spans.segments, cue: work.spans.cue };
  const same = ["content", "segments", "cue"].every((name) => JSON.stringify(spans[name]) === JSON.stringify(quotation[name]));
  if (same) await page.go(queue.at, { quiet: true });
  else await change(page, "spans", spans, "Words changed");
}

async function merge(page, direction) {
  if (!has(page)) return;
  const { view, quotation } = page.state;
  const order = view.quotations
    .filter((each) => each.status !== "rejected" || each.id === quotation.id)
    .sort((a, b) => (a.content[0]?.[0] ?? 0) - (b.content[0]?.[0] ?? 0));
  const other = order[order.findIndex((each) => each.id === quotation.id) + direction];
  if (!other) page.tell("There is no quotation to merge with.");
  else await change(page, "merge", { other: other.id, other_seen: other.stamp }, "Merged");
}

function resize(page, by) {
  const at = SIZES.indexOf(Number(localStorage.getItem("otr-size") ?? 100));
  const size = SIZES[Math.max(0, Math.min(SIZES.length - 1, (at < 0 ? 0 : at) + by))];
  localStorage.setItem("otr-size", String(size));
  document.documentElement.style.fontSize = `${size}%`;
  if (by) page.tell(`Text at ${size} %`);
}

function theme(page, name) {
  localStorage.setItem("otr-theme", name);
  document.documentElement.dataset.theme = name;
  page.tell(`Theme: ${name === "auto" ? "as the system has it" : name}`);
}

export const commands = {
  accept: (page) => decide(page, "accept", {}, "Accepted"),
  reject: (page) => decide(page, "reject", {}, "Rejected"),
  distractor: (page) => decide(page, "type", { type: "none" }, "Distractor"),
  direct: retype("direct"),
  mixed: retype("mixed"),
  indirect: retype("indirect"),

  async mode(page, value) {
    const now = page.state.quotation?.mode;
    const next = value ?? MODES[(MODES.indexOf(now) + 1) % MODES.length];
    await change(page, "mode", { mode: next }, `Mode: ${next}`);
  },

  async undo(page) {
    const target = page.state.common.undo;
    if (target === null) page.tell("There is nothing to undo.");
    else if (await page.send("undo", { target })) page.tell("Undone");
  },
  async redo(page) {
    const target = page.state.common.redo;
    if (target === null) page.tell("There is nothing to redo.");
    else if (await page.send("redo", { target })) page.tell("Done again");
  },

  next: (page) => page.go(queue.at + 1),
  back: (page) => page.go(queue.at - 1),
  nextArticle: (page) => article(page, 1),
  backArticle: (page) => article(page, -1),
  nextOpen(page) {
    const there = seek(1, (item) => item[2] === 0);
    const first = there < 0 ? queue.items.findIndex((item) => item[2] === 0) : there;
    return first < 0 ? page.tell("All of this queue is decided.") : page.go(first);
  },
  jump: (page, [place, id]) => page.go(ensure(place, id)),
  filter: () => $("order").focus(),
  refilter: (page) => page.refilter(),

  speaker: (page) => speaker(page, false),
  addSpeaker: (page) => speaker(page, true),
  async dropSpeaker(page, index) {
    const left = speakersOf(page.state.quotation).filter((_, i) => i !== index).map((entity) => ({ entity }));
    await change(page, "speakers", { speakers: left }, "Speaker taken away");
  },
  async outlet(page) {
    if (!has(page)) return;
    const answer = await choose(page, "Through which outlet?", "No outlet", outletsOf, OUTLET_KINDS);
    if (answer) await change(page, "outlet", { outlet: answer.none ? null : answer }, "Outlet changed");
  },
  outletKind: () => $("outlet-kind")?.focus(),
  async setOutletKind(page, value) {
    const outlet = page.state.quotation.outlet;
    await change(page, "outlet", { outlet: { entity: outlet.entity }, outlet_kind: value, explicit: outlet.explicit }, "Kind of outlet changed");
  },
  async explicit(page) {
    const outlet = page.state.quotation?.outlet;
    if (!outlet) return;
    await change(page, "outlet", { outlet: { entity: outlet.entity }, outlet_kind: outlet.kind, explicit: !outlet.explicit },
      outlet.explicit ? "Outlet carried over" : "Outlet explicit");
  },

  note: () => $("note")?.focus(),
  saveNote: (page, about) => change(page, "note", about, "Note saved"),

  edgeStart: (page) => edge(page, 0),
  edgeEnd: (page) => edge(page, 1),
  dropPiece(page) {
    if (!dropPiece(page.state.quotation, page.state.work)) page.tell("It is the only piece; reject the quotation instead.");
    page.redraw();
  },
  select(page) {
    if (!has(page)) return;
    beginSelect(page.state.work, page.state.quotation.content[0]?.[0] ?? 0, null);
    page.redraw();
    page.tell("Arrows move, Space begins the selection");
  },
  async finish(page) {
    const { work } = page.state;
    if (work.mode === "select") {
      if (work.purpose === "split") await change(page, "split", { at: work.caret }, "Split in two");
      else await page.go(queue.at, { quiet: true });
    } else if (work.mode) await save(page);
  },
  async cancel(page) {
    await page.go(queue.at, { quiet: true });
    page.tell("Left as it was");
  },

  async add(page) {
    const span = page.selection();
    if (!span) page.tell("Select the words of the quotation first: with the mouse, or with v.");
    else if (await page.send("add", { content: [span] })) page.tell("Added");
  },
  async piece(page) {
    const span = page.selection();
    if (!span) page.tell("Select the words first: with the mouse, or with v.");
    else await change(page, "piece", { content: [span] }, "Words added");
  },
  async cue(page) {
    if (!has(page)) return;
    const { content, segments } = page.state.quotation;
    const span = page.selection();
    await change(page, "spans", { content, segments, cue: span ? [span] : [] }, span ? "Cue set" : "Cue taken away");
  },
  async split(page) {
    if (!has(page)) return;
    const span = page.selection();
    const { quotation, view, work } = page.state;
    if (span) {
      await change(page, "split", { at: span[0] }, "Split in two");
      return;
    }
    const pieces = quotation.content;
    const middle = view.text.indexOf(" ", Math.floor((pieces[0][0] + pieces[0][1]) / 2)) + 1;
    beginSelect(work, pieces.length > 1 ? pieces[1][0] : Math.min(Math.max(middle, pieces[0][0] + 1), pieces[0][1]), "split");
    page.redraw();
  },
  mergeNext: (page) => merge(page, 1),
  mergeBack: (page) => merge(page, -1),

  first: (page) => side(page, "first"),
  second: (page) => side(page, "second"),
  neither: (page) => side(page, "neither"),
  async conflicts(page) {
    const { conflicts } = await get("/api/conflicts");
    let chosen = null;
    await showConflicts(conflicts, (conflict, choice) => {
      chosen = [conflict, choice];
    });
    if (!chosen) return;
    const [conflict, choice] = chosen;
    await page.go(ensure(conflict.place, conflict.quotation), { quiet: true });
    await page.send("decide", { quotation: conflict.quotation, seen: conflict.stamp, choice });
  },

  help: () => $("help").showModal(),
  larger: (page) => resize(page, 1),
  smaller: (page) => resize(page, -1),
  theme(page) {
    const now = document.documentElement.dataset.theme ?? "auto";
    theme(page, THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
  },
  restore(page) {
    resize(page, 0);
    document.documentElement.dataset.theme = localStorage.getItem("otr-theme") ?? "auto";
  },

  /** Another tab did something to a document: show it, unless an edge is being moved here. */
  async refresh(page, place) {
    const answer = await get("/api/progress");
    Object.assign(page.state.common, { progress: answer.progress, undo: answer.undo, redo: answer.redo, conflict_count: answer.conflict_count });
    const writing = document.activeElement?.id === "note";
    if (current()?.[0] === place && !page.state.work.mode && !writing) await page.go(queue.at, { quiet: true });
    else page.drawBar();
  },
  async poll(page) {
    if (document.hidden || page.state.work.mode || document.querySelector("dialog[open]")) return;
    const answer = await get("/api/progress");
    page.state.common.progress = answer.progress;
    page.drawBar();
  },
};

async function side(page, choice) {
  if (!page.state.quotation?.dispute) page.tell("There is nothing to choose between here.");
  else await decide(page, "decide", { choice }, choice === "neither" ? "Neither" : `Took the ${choice} version`);
}

function edge(page, at) {
  if (!has(page) || !beginEdge(page.state.quotation, page.state.work, at)) return;
  page.redraw();
  page.tell("Arrows move the edge, Enter saves");
}
