// The order of work: which quotation comes next. Holds [document, quotation, status] triples.

import { get } from "./api.js";
import { $, el } from "./dom.js";

export const STATUS = ["open", "accepted", "corrected", "rejected"];
const FIELDS = ["order", "status", "type", "outlet", "below", "document"];

export const queue = { items: [], at: 0 };

export const current = () => queue.items[queue.at] ?? null;

/** Ask for the queue that the filters describe; the answer of the server. */
export async function loadQueue() {
  const words = new URLSearchParams();
  for (const field of FIELDS) if ($(field).value) words.set(field, $(field).value);
  const answer = await get(`/api/queue?${words}`);
  queue.items = answer.items;
  queue.at = 0;
  return answer;
}

export function indexOf(place, id) {
  return queue.items.findIndex((item) => item[0] === place && item[1] === id);
}

/**
 * Put a quotation into the queue, if it is nowhere yet; its index. It goes behind the current one,
 * or article by article, where `view` tells its neighbours, to its place in the text.
 */
export function ensure(place, id, view = null) {
  const known = indexOf(place, id);
  if (known >= 0) return known;
  let index = Math.min(queue.at + 1, queue.items.length);
  if (view && $("order").value === "document") {
    const order = view.quotations.map((each) => each.id);
    const later = order.slice(order.indexOf(id) + 1).map((each) => indexOf(place, each)).filter((each) => each >= 0);
    if (later.length) index = Math.min(...later);
  }
  queue.items.splice(index, 0, [place, id, 0]);
  if (index <= queue.at && queue.items.length > 1) queue.at += 1;
  return index;
}

/** Make the entries of a document agree with what it holds now. */
export function agree(view) {
  const status = new Map(view.quotations.map((each) => [each.id, STATUS.indexOf(each.status)]));
  const here = current();
  if (view.whole && queue.items.some((item) => item[0] === view.place && !status.has(item[1]))) {
    const before = queue.items.slice(0, queue.at).filter((item) => keeps(item, view, status)).length;
    queue.items = queue.items.filter((item) => keeps(item, view, status));
    const same = here ? indexOf(here[0], here[1]) : -1;
    queue.at = same >= 0 ? same : Math.min(before, Math.max(queue.items.length - 1, 0));
  }
  for (const item of queue.items) {
    if (item[0] === view.place && status.has(item[1])) item[2] = status.get(item[1]);
  }
}

const keeps = (item, view, status) => item[0] !== view.place || status.has(item[1]);

/** The next index from `at` in a direction whose item passes; -1 if there is none. */
export function seek(step, passes) {
  for (let i = queue.at + step; i >= 0 && i < queue.items.length; i += step) {
    if (passes(queue.items[i])) return i;
  }
  return -1;
}

/** Fill the selects with what the server knows. */
export function buildFilters(start, changed) {
  const names = {
    uncertainty: "least sure first",
    document: "article by article",
    speaker: "by speaker",
    outlet: "by outlet",
    rule: "by rule",
  };
  const shown = { open: "not decided", all: "all", decided: "decided", noted: "with a note" };
  fill("order", start.orders.map((each) => [each, names[each] ?? each]));
  fill("status", start.statuses.map((each) => [each, shown[each] ?? each]));
  fill("type", [["", "any"], ...["direct", "mixed", "indirect", "none"].map((each) => [each, each])]);
  const kinds = start.outlet_kinds.map((each) => [each, each.replace("_", " ")]);
  fill("outlet", [["", "any"], ["none", "no outlet"], ...kinds]);
  fill("below", [["", "any"], ...["0.5", "0.7", "0.8", "0.9", "0.95"].map((n) => [n, `below ${Math.round(n * 100)} %`])]);
  fill("document", [["", "any"], ...start.documents.slice(0, 5000).map((each) => [each, each])]);
  for (const field of FIELDS) {
    const kept = sessionStorage.getItem(`otr-${field}`);
    if (kept !== null && [...$(field).options].some((each) => each.value === kept)) $(field).value = kept;
    $(field).addEventListener("change", () => {
      sessionStorage.setItem(`otr-${field}`, $(field).value);
      changed();
    });
  }
  $("filters").addEventListener("submit", (event) => event.preventDefault());
}

function fill(id, options) {
  $(id).replaceChildren(...options.map(([value, label]) => el("option", { value }, label)));
}
