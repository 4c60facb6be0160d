// The article: paragraphs cut into flat pieces wherever anything annotated begins or ends.
// Every piece knows its offset (UTF-16 units of the part of the text that is shown).

import { $, el, visible } from "./dom.js";

/** Draw a document around its current quotation; `work` holds the spans as they are being moved. */
export function drawArticle(view, quotation, work) {
  const layers = layersOf(view, quotation, work);
  const paragraphs = view.paragraphs.map(([start, end, body]) => paragraph(view, start, end, body, layers));
  const facts = view.facts.map(visible).join(" · ");
  $("article").replaceChildren(
    el("header", { class: "head" },
      el("h2", {}, visible(view.title || view.id)),
      el("p", { class: "soft" }, [facts, visible(view.id)].filter(Boolean).join(" · ")),
      view.part[0] > 0 ? el("p", { class: "soft" }, "… a part of a long article …") : null),
    el("div", { class: "text" }, paragraphs),
  );
}

function layersOf(view, quotation, work) {
  const others = [];
  for (const each of view.quotations) {
    if (quotation && each.id === quotation.id) continue;
    for (const span of each.content) others.push({ span, id: each.id, status: each.status, type: each.type });
  }
  const own = quotation ? work.spans : { content: [], segments: [], cue: [] };
  const mentions = quotation ? quotation.speakers.map((each) => each.mention).filter(Boolean) : [];
  const via = quotation?.outlet?.mention ? [quotation.outlet.mention] : [];
  return { others, own, mentions, via, handles: quotation ? edges(quotation, work) : [], work, quotation };
}

/** The edges that can be moved: of the words in marks, of the content where it is wider, of the cue. */
export function edges(quotation, work) {
  const tracks = { direct: ["segments", "cue"], none: ["segments"], mixed: ["content", "segments", "cue"] };
  const found = [];
  for (const track of tracks[quotation.type] ?? ["content", "cue"]) {
    work.spans[track].forEach((span, index) => {
      found.push({ track, index, side: 0, offset: span[0] }, { track, index, side: 1, offset: span[1] });
    });
  }
  return found;
}

const overlap = (span, start, end) => span[0] < end && start < span[1];
const covers = (spans, start, end) => spans.some((span) => span[0] <= start && end <= span[1]);

function paragraph(view, start, end, body, layers) {
  const p = el("p", { class: body ? "" : "around", data: { start, end } });
  if (!body) {
    p.append(piece(view, start, end, "", null));
    return p;
  }
  const near = (spans) => spans.filter((span) => overlap(span, start, end));
  const others = layers.others.filter((each) => overlap(each.span, start, end));
  const own = {
    content: near(layers.own.content), segments: near(layers.own.segments), cue: near(layers.own.cue),
    mentions: near(layers.mentions), via: near(layers.via),
  };
  const selected = layers.work.selection ? near([layers.work.selection]) : [];
  const handles = layers.handles.filter((each) => start <= each.offset && each.offset <= end);
  const caret = layers.work.caret;
  const cuts = new Set([start, end]);
  const spans = [...others.map((each) => each.span), ...Object.values(own).flat(), ...selected];
  for (const span of spans) for (const cut of span) if (cut > start && cut < end) cuts.add(cut);
  if (caret !== null && caret > start && caret < end) cuts.add(caret);
  const points = [...cuts].sort((a, b) => a - b);
  points.forEach((from, i) => {
    for (const handle of handles) if (handle.offset === from && handle.side === 0 && from < end) p.append(grip(handle, layers));
    if (caret === from) p.append(el("span", { class: "caret", id: "caret" }));
    const to = points[i + 1];
    if (to === undefined) return;
    const over = others.filter((each) => each.span[0] <= from && to <= each.span[1]);
    p.append(piece(view, from, to, classes(own, selected, over, from, to), over.at(-1)));
    for (const handle of handles) if (handle.offset === to && handle.side === 1) p.append(grip(handle, layers));
  });
  return p;
}

function classes(own, selected, over, from, to) {
  const names = [];
  if (over.length) names.push("other", `is-${over.at(-1).status}`, `of-${over.at(-1).type}`);
  if (covers(own.content, from, to)) names.push("now");
  if (covers(own.segments, from, to)) names.push("now", "quoted");
  if (covers(own.cue, from, to)) names.push("cue");
  if (covers(own.mentions, from, to)) names.push("who");
  if (covers(own.via, from, to)) names.push("via");
  if (covers(selected, from, to)) names.push("chosen");
  return names.join(" ");
}

function piece(view, from, to, names, other) {
  const text = visible(view.text.slice(from, to));
  return el("span", { class: names || null, data: { o: from, ...(other ? { q: other.id } : {}) } }, text);
}

function grip(handle, layers) {
  const active = layers.work.edge
    && layers.work.edge.track === handle.track && layers.work.edge.index === handle.index
    && layers.work.edge.side === handle.side;
  return el("span", {
    class: `grip ${handle.track} ${handle.side ? "end" : "start"}${active ? " active" : ""}`,
    data: { track: handle.track, index: handle.index, side: handle.side },
    title: "Drag to move this edge",
    aria: { hidden: true },
  });
}

/** The offset that a place in the page stands for; null outside the text. */
export function offsetAt(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) {
    const owner = node.parentElement?.closest("[data-o]");
    return owner ? Number(owner.dataset.o) + offset : null;
  }
  if (!(node instanceof Element)) return null;
  const inside = node.closest("[data-o]");
  if (inside) return Number(inside.dataset.o) + (offset ? inside.textContent.length : 0);
  for (const child of [...node.childNodes].slice(offset)) {
    const first = child instanceof Element && (child.matches("[data-o]") ? child : child.querySelector("[data-o]"));
    if (first) return Number(first.dataset.o);
  }
  const last = [...node.querySelectorAll("[data-o]")].at(-1);
  return last ? Number(last.dataset.o) + last.textContent.length : null;
}

/** The offset under a point of the screen; null where no text is. */
export function offsetUnder(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return place && $("article").contains(place.offsetNode) ? offsetAt(place.offsetNode, place.offset) : null;
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && $("article").contains(range.startContainer) ? offsetAt(range.startContainer, range.startOffset) : null;
}

/** The words selected in the article, as a span; null if there are none. */
export function selectedSpan() {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!$("article").contains(range.commonAncestorContainer)) return null;
  const start = offsetAt(range.startContainer, range.startOffset);
  const end = offsetAt(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : [start, end];
}

/** Bring the current quotation, or what is being moved, into sight. */
export function showCurrent(force = false) {
  const frame = $("article");
  const first = frame.querySelector(".grip.active, #caret") ?? frame.querySelector(".now") ?? frame.querySelector(".cue");
  if (!first) {
    frame.scrollTop = 0;
    return;
  }
  const box = first.getBoundingClientRect();
  const view = frame.getBoundingClientRect();
  const margin = Math.min(120, view.height / 4);
  if (force || box.top < view.top + margin / 2 || box.bottom > view.bottom - margin) {
    frame.scrollTop += box.top - view.top - view.height / 3;
  }
}
