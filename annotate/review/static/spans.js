// Moving edges and selecting words with the keyboard or the mouse. Works on a copy of the spans;
// nothing is done until it is saved. Steps are whole characters as people see them.

import { edges, offsetUnder } from "./article.js";
import { $ } from "./dom.js";

/** A fresh copy of a quotation's spans to work on. */
export function newWork(quotation) {
  const copy = (spans) => spans.map((span) => [...span]);
  const spans = quotation
    ? { content: copy(quotation.content), segments: copy(quotation.segments), cue: copy(quotation.cue) }
    : { content: [], segments: [], cue: [] };
  return { spans, mode: null, edge: null, caret: null, anchor: null, selection: null, purpose: null };
}

const segmenters = new Map();

/** The boundaries of characters or words in a text, as a sorted list of offsets. */
function boundaries(text, granularity) {
  if (!segmenters.has(granularity)) segmenters.set(granularity, new Intl.Segmenter("en", { granularity }));
  return [...segmenters.get(granularity).segment(text)];
}

/** The offset one step from `at`: a character, or the next edge of a word. */
export function step(text, at, direction, word) {
  const from = Math.max(0, at - 400);
  const to = Math.min(text.length, at + 400);
  const parts = boundaries(text.slice(from, to), word ? "word" : "grapheme");
  if (direction > 0) {
    for (const part of parts) {
      const end = from + part.index + part.segment.length;
      if (end > at && (!word || part.isWordLike)) return end;
    }
    return to;
  }
  for (const part of parts.reverse()) {
    const start = from + part.index;
    if (start < at && (!word || part.isWordLike)) return start;
  }
  return from;
}

/** Begin to move an edge: the first or the last, or the nearest to the one that was asked for. */
export function beginEdge(quotation, work, side) {
  const all = edges(quotation, work);
  const own = all.filter((each) => each.track !== "cue" && each.side === side);
  const chosen = side === 0 ? own[0] : own.at(-1);
  if (!chosen) return false;
  work.mode = "edge";
  work.edge = { track: chosen.track, index: chosen.index, side: chosen.side };
  return true;
}

/** Go on to another edge. */
export function turnEdge(quotation, work, direction) {
  const all = edges(quotation, work);
  const at = all.findIndex((each) => same(each, work.edge));
  const next = all[(at + direction + all.length) % all.length];
  work.edge = { track: next.track, index: next.index, side: next.side };
}

const same = (a, b) => b && a.track === b.track && a.index === b.index && a.side === b.side;

/** Move the active edge to an offset, as far as the spans beside it allow. */
export function moveEdge(view, work, offset) {
  const { track, index, side } = work.edge;
  const spans = work.spans[track];
  const span = spans[index];
  const [low, high] = side === 0
    ? [index > 0 ? spans[index - 1][1] : 0, span[1] - 1]
    : [span[0] + 1, index + 1 < spans.length ? spans[index + 1][0] : view.text.length];
  span[side] = Math.max(low, Math.min(high, snap(view.text, offset)));
}

/** An offset that splits no character; within one it goes to its beginning. */
export function snap(text, offset) {
  const low = text.charCodeAt(offset);
  const high = text.charCodeAt(offset - 1);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? offset - 1 : offset;
}

export function edgeOffset(work) {
  const { track, index, side } = work.edge;
  return work.spans[track][index][side];
}

/** Take the piece of the active edge away; false if it is the only one. */
export function dropPiece(quotation, work) {
  const { track, index } = work.edge;
  if (track !== "cue" && work.spans[track].length < 2) return false;
  work.spans[track].splice(index, 1);
  const left = edges(quotation, work);
  const first = left.find((each) => each.track === track) ?? left[0];
  work.edge = { track: first.track, index: first.index, side: first.side };
  return true;
}

/** Begin to select words from an offset on; `purpose` is what Enter will do. */
export function beginSelect(work, at, purpose) {
  work.mode = "select";
  work.purpose = purpose;
  work.caret = at;
  work.anchor = null;
  work.selection = null;
}

/** Move the caret; words between it and the anchor are selected. */
export function moveCaret(work, to) {
  work.caret = to;
  work.selection = work.anchor === null || work.anchor === to
    ? null
    : [Math.min(work.anchor, to), Math.max(work.anchor, to)];
}

/** The start of the paragraph before or after the one that holds an offset. */
export function paragraphFrom(view, at, direction) {
  const bodies = view.paragraphs.filter((each) => each[2]);
  const here = bodies.findIndex((each) => each[0] <= at && at <= each[1]);
  const next = bodies[Math.max(0, Math.min(bodies.length - 1, (here < 0 ? 0 : here) + direction))];
  return next ? next[0] : at;
}

/** Let the mouse drag the handles; `changed` redraws, `done` saves. */
export function listenToDrags(getState, changed, done) {
  let dragging = false;
  $("article").addEventListener("pointerdown", (event) => {
    const grip = event.target.closest?.(".grip");
    const state = getState();
    if (!grip || !state) return;
    event.preventDefault();
    dragging = true;
    state.work.mode = "drag";
    state.work.edge = {
      track: grip.dataset.track, index: Number(grip.dataset.index), side: Number(grip.dataset.side),
    };
    document.body.classList.add("dragging");
  });
  addEventListener("pointermove", (event) => {
    const state = getState();
    if (!dragging || !state) return;
    const offset = offsetUnder(event.clientX, event.clientY);
    if (offset === null || offset === edgeOffset(state.work)) return;
    moveEdge(state.view, state.work, offset);
    changed();
  });
  const end = (save) => {
    if (!dragging) return;
    dragging = false;
    document.body.classList.remove("dragging");
    done(save);
  };
  addEventListener("pointerup", () => end(true));
  addEventListener("pointercancel", () => end(false));
}
