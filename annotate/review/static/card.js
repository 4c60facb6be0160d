// The card beside the article: all that is said of the quotation in hand, and what can be done.

import { $, brief, el, fill, visible } from "./dom.js";
import { keyOf } from "./keys.js";

const TYPES = ["direct", "mixed", "indirect", "none"];
const MODES = ["speech", "writing", "thought"];
const NAMES = { open: "not decided", accepted: "accepted", corrected: "corrected", rejected: "rejected" };

/** Draw the card; `run` does a command, `start` is what the server said first. */
export function drawCard({ view, quotation, work, start, where, run, jump }) {
  const card = $("card");
  const kept = card.scrollTop;
  if (!quotation) {
    card.replaceChildren(empty(where, run));
    return;
  }
  fill(card,
    head(quotation, where, run),
    quotation.dispute ? sides(view, quotation, start, run) : "",
    work.mode ? moving(quotation, work, run) : actions(quotation, run),
    faults(quotation),
    types(quotation, run),
    links(view, quotation, start, run),
    words(view, quotation, work, run),
    note(view, quotation, run),
    list(view, quotation, jump),
  );
  card.scrollTop = kept;
}

/** A button that does a command and says its key. */
export function button(command, label, run, extra = {}) {
  const key = keyOf(command);
  return el("button", {
    type: "button", ...extra, data: { command }, title: key ? `${label} (${key})` : label,
    on: { click: () => run(command) },
  }, el("span", {}, label), key ? el("kbd", { aria: { hidden: true } }, key) : null);
}

function empty(where, run) {
  return el("div", { class: "empty" },
    el("h2", { tabIndex: -1 }, where.total ? "That was the last one" : "Nothing here"),
    el("p", {}, where.total ? "All of this queue has been shown." : "No quotation fits the filters. Show all, or decided ones, above."),
    el("div", { class: "actions" }, button("back", "Back", run), button("undo", "Undo", run), button("filter", "Filters", run)));
}

function head(quotation, where, run) {
  const sure = quotation.certainty === null ? "" : `${Math.round(quotation.certainty * 100)} % sure`;
  const facts = [quotation.id, quotation.new ? "added by you" : quotation.by, sure].filter(Boolean);
  return el("header", {},
    el("h2", { id: "card-title", tabIndex: -1 }, `${where.at + 1} of ${where.total.toLocaleString("en")}`),
    el("span", { class: `badge is-${quotation.status}`, id: "verdict" }, NAMES[quotation.status]),
    quotation.changed && quotation.status !== "rejected" ? el("span", { class: "badge" }, "differs") : null,
    el("span", { class: "turn" }, button("back", "Back", run), button("next", "Next", run)),
    el("p", { class: "soft small" }, facts.map(visible).join(" · ")));
}

function actions(quotation, run) {
  return el("div", { class: "actions", role: "group", aria: { label: "Decide" } },
    button("accept", "Accept", run, { class: "good" }),
    button("reject", "Reject", run, { class: "bad" }),
    button("distractor", "Distractor", run));
}

function moving(quotation, work, run) {
  const words = {
    edge: "Move the edge with ← and →, by word with Ctrl. Tab takes the next edge.",
    drag: "Let go where the edge is to be.",
    select: work.purpose === "split"
      ? "Move with ← and →, by word with Ctrl, to where the second one begins."
      : "Move with the arrows; Space begins the selection. Then a key says what the words are.",
  };
  return el("div", { class: "moving", role: "group", aria: { label: "Moving" } },
    el("p", {}, words[work.mode]),
    el("div", { class: "actions" },
      button("finish", work.purpose === "split" ? "Split here" : work.mode === "select" ? "Done" : "Save", run, { class: "good" }),
      work.mode === "edge" ? button("dropPiece", "Take piece away", run) : null,
      button("cancel", "Leave as it was", run)));
}

function faults(quotation) {
  if (!quotation.faults.length) return "";
  return el("ul", { class: "faults", aria: { label: "What the validator says" } },
    quotation.faults.map((each) => el("li", { class: each.severity },
      `${each.meaning} – ${each.remedy} `, el("span", { class: "soft small" }, each.code))));
}

function choice(label, names, value, command, run, shown = (name) => name) {
  return el("div", { class: "field" },
    el("span", { class: "label", id: `label-${label}` }, label),
    el("div", { class: "choice", role: "radiogroup", aria: { labelledby: `label-${label}` } },
      names.map((name) => {
        const key = keyOf(command(name));
        return el("button", {
          type: "button", role: "radio", data: { value: name }, aria: { checked: name === value },
          title: key ? `${name} (${key})` : name,
          on: { click: () => run(command(name), name) },
        }, shown(name), key && label === "Type" ? el("kbd", { aria: { hidden: true } }, key) : null);
      })));
}

function types(quotation, run) {
  const command = (name) => (name === "none" ? "distractor" : name);
  return el("div", { class: "fields" },
    choice("Type", TYPES, quotation.type, command, run),
    quotation.type === "none" ? null : choice("Mode", MODES, quotation.mode, () => "mode", run));
}

function links(view, quotation, start, run) {
  if (quotation.type === "none") return el("p", { class: "soft" }, "Marks that quote nobody have no speaker and no outlet.");
  const chips = quotation.speakers.map((each, i) => el("span", { class: "chip who" },
    brief(each.name, 40), el("span", { class: "soft small" }, ` ${each.kind}`), percent(each.confidence),
    el("button", {
      type: "button", class: "small", title: "Take this speaker away", aria: { label: `Take ${brief(each.name, 40)} away` },
      on: { click: () => run("dropSpeaker", i) },
    }, "×")));
  const outlet = quotation.outlet;
  return el("div", { class: "fields" },
    el("div", { class: "field" }, el("span", { class: "label" }, "Speaker"),
      el("div", { class: "value", id: "speakers" }, chips.length ? chips : el("span", { class: "soft" }, "not known"),
        button("speaker", "Change", run), button("addSpeaker", "Add", run))),
    el("div", { class: "field" }, el("span", { class: "label" }, "Outlet"),
      el("div", { class: "value", id: "outlet-value" },
        outlet ? el("span", { class: "chip via" }, brief(outlet.name, 40), percent(outlet.confidence)) : el("span", { class: "soft" }, "none"),
        button("outlet", "Change", run),
        outlet ? kind(outlet, start, run) : null)));
}

function percent(confidence) {
  return confidence === null ? null : el("span", { class: "soft small" }, ` ${Math.round(confidence * 100)} %`);
}

function kind(outlet, start, run) {
  const select = el("select", {
    id: "outlet-kind", aria: { label: "Kind of outlet" }, on: { change: () => run("setOutletKind", select.value) },
  }, start.outlet_kinds.map((each) => el("option", { value: each, selected: each === outlet.kind }, each.replace("_", " "))));
  return el("span", { class: "kind" }, select,
    el("label", { class: "small" },
      el("input", { type: "checkbox", id: "explicit", checked: outlet.explicit, on: { change: () => run("explicit") } }),
      " explicit ", el("kbd", { aria: { hidden: true } }, keyOf("explicit"))));
}

function words(view, quotation, work, run) {
  const text = (spans) => spans.map((span) => brief(view.text.slice(span[0], span[1]), 160)).join(" … ");
  return el("div", { class: "fields" },
    el("div", { class: "field" }, el("span", { class: "label" }, "Words"),
      el("div", { class: "value words", id: "words" }, text(work.spans.content) || el("span", { class: "soft" }, "none"))),
    quotation.type === "none" ? null : el("div", { class: "field" }, el("span", { class: "label" }, "Cue"),
      el("div", { class: "value", id: "cue" }, text(work.spans.cue) || el("span", { class: "soft" }, "none"),
        work.spans.cue.length ? button("cue", "No cue", run) : null)),
    el("div", { class: "actions", role: "group", aria: { label: "Change the words" } },
      button("edgeStart", "Start", run), button("edgeEnd", "End", run), button("select", "Select", run),
      button("split", "Split", run), button("mergeBack", "Merge before", run), button("mergeNext", "Merge after", run)));
}

function note(view, quotation, run) {
  // It belongs to this quotation, whichever is in hand by the time that it is saved.
  const about = { doc: view.id, text: view.sha, part: view.part, quotation: quotation.id, seen: quotation.stamp };
  const keep = (text) => text !== quotation.note && run("saveNote", { ...about, note: text });
  return el("div", { class: "field" },
    el("label", { class: "label", for: "note", htmlFor: "note" }, "Note ", el("kbd", { aria: { hidden: true } }, keyOf("note"))),
    el("textarea", {
      id: "note", rows: quotation.note ? 3 : 1, maxLength: 4000, value: quotation.note,
      placeholder: "For whoever decides later",
      on: { blur: (event) => keep(event.target.value.trim()) },
    }));
}

const SIDE_FIELDS = { type: "type", mode: "mode", content: "words", cue: "cue", speaker: "speaker", outlet: "outlet", explicit: "outlet" };

function sides(view, quotation, start, run) {
  const { first, second, fields, choice: chosen } = quotation.dispute;
  const differs = new Set(fields.map((each) => SIDE_FIELDS[each] ?? "words"));
  const text = (spans) => spans.map((span) => brief(view.text.slice(span[0], span[1]), 200)).join(" … ");
  const rows = (side) => (side === null ? { words: "no quotation here" } : {
    type: side.type, mode: side.mode ?? "", words: text(side.content), cue: text(side.cue),
    speaker: side.speakers.map((each) => each.name).join(", ") || "not known",
    outlet: side.outlet ? `${side.outlet.name}, ${side.outlet.kind.replace("_", " ")}, ${side.outlet.explicit ? "explicit" : "carried over"}` : "none",
  });
  const column = (side, name, command) => el("section", { class: chosen === command ? "side chosen" : "side", aria: { label: name } },
    el("h3", {}, visible(name)),
    el("dl", {}, Object.entries(rows(side)).map(([label, value]) =>
      el("div", { class: differs.has(label) || side === null || (command === "first" ? second : first) === null ? "differs" : "same" },
        el("dt", {}, label), el("dd", {}, visible(value))))),
    button(command, "Take this", run, { class: chosen === command ? "good" : "" }));
  const names = start.sides ?? ["first", "second"];
  return el("div", { class: "sides" },
    el("p", { class: "soft small" }, `They differ in: ${fields.join(", ")}`),
    el("div", { class: "columns" }, column(first, names[0], "first"), column(second, names[1], "second")),
    button("neither", "Neither: nothing is quoted", run));
}

function list(view, quotation, jump) {
  return el("details", { class: "list", open: view.quotations.length < 40 },
    el("summary", {}, `In this article: ${view.quotations.length}`),
    el("ol", {}, view.quotations.map((each) => el("li", {},
      el("button", {
        type: "button", class: `is-${each.status}`, aria: { current: each.id === quotation.id ? "true" : null },
        on: { click: () => jump(view.place, each.id) },
      }, el("span", { class: "dot", aria: { hidden: true } }), el("span", { class: "only-heard" }, `${NAMES[each.status]}: `),
      brief(each.content.map((span) => view.text.slice(span[0], span[1])).join(" … "), 60))))));
}

/** All of a quotation in one sentence, for those who listen. */
export function spoken(view, quotation, where) {
  const text = quotation.content.map((span) => brief(view.text.slice(span[0], span[1]), 400)).join(" … ");
  const who = quotation.type === "none" ? "" : `speaker ${quotation.speakers.map((each) => each.name).join(" and ") || "not known"}, outlet ${quotation.outlet?.name ?? "none"}. `;
  return `${where.at + 1} of ${where.total}, ${quotation.type}, ${NAMES[quotation.status]}. ${who}${text}`;
}
