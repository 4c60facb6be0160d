// Two versions of one quotation, side by side: an edit that came too late, or records that changed.

import { $, brief, el, visible } from "./dom.js";

const ROWS = ["type", "mode", "words", "cue", "speakers", "outlet"];

/** What a view says of a quotation, in words. */
export function inWords(view, quotation) {
  if (!quotation) return null;
  const text = (spans) => spans.map((span) => view.text.slice(span[0], span[1])).join(" … ");
  return {
    type: quotation.type, mode: quotation.mode, words: text(quotation.content), cue: text(quotation.cue),
    speakers: quotation.speakers.map((each) => each.name), outlet: quotation.outlet?.name ?? null,
    status: quotation.status,
  };
}

/** Show that an edit was refused, with the version it was made on and the one that is there now. */
export function showStale(reason, before, now) {
  const dialog = $("versions");
  dialog.replaceChildren(el("form", { method: "dialog" },
    el("h2", { id: "versions-title" }, "Not done: this changed meanwhile"),
    el("p", {}, `${reason[0].toUpperCase()}${reason.slice(1)}. Nothing was saved; look at it again and decide.`),
    table(before, now, "What you saw", "What is there now"),
    el("p", {}, el("button", { type: "submit", class: "good", autofocus: true }, "Show me what is there now"))));
  return opened(dialog);
}

/** Show the acts that do not fit the records any more; `decide` keeps mine or takes the record. */
export function showConflicts(conflicts, decide) {
  const dialog = $("versions");
  const reasons = {
    text: "The text of the article was changed.",
    record: "The record was changed.",
    gone: "The quotation is not in the record any more.",
  };
  dialog.replaceChildren(el("form", { method: "dialog" },
    el("h2", { id: "versions-title" }, "Your work on records that have changed"),
    el("p", {}, "These acts were made on another version of the record and have not been applied."),
    conflicts.map((each) => el("section", { class: "conflict" },
      el("h3", {}, `${visible(each.id)} · ${visible(each.quotation)}`),
      el("p", { class: "soft" }, reasons[each.reason]),
      table(each.mine, each.now, "Yours", "The record now"),
      el("div", { class: "actions" },
        el("button", { type: "submit", disabled: !each.can_keep, on: { click: () => decide(each, "first") } }, "Keep mine"),
        el("button", { type: "submit", on: { click: () => decide(each, "second") } }, "Take the record")))),
    conflicts.length ? null : el("p", {}, "There is nothing to settle."),
    el("p", {}, el("button", { type: "submit" }, "Later"))));
  return opened(dialog);
}

function opened(dialog) {
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      dialog.replaceChildren();
      resolve();
    };
  });
}

function table(left, right, first, second) {
  const show = (value) => (Array.isArray(value) ? value.join(", ") || "not known" : value ?? "–");
  const rows = [...ROWS, ...(left?.status || right?.status ? ["status"] : [])];
  return el("table", { class: "versions" },
    el("thead", {}, el("tr", {}, el("th", {}), el("th", {}, first), el("th", {}, second))),
    el("tbody", {}, rows.map((row) => {
      const a = left ? show(left[row]) : "no quotation";
      const b = right ? show(right[row]) : "no quotation";
      return el("tr", { class: a === b ? "" : "differs" },
        el("th", { scope: "row" }, row), el("td", {}, brief(String(a), 300)), el("td", {}, brief(String(b), 300)));
    })));
}
