// Type-ahead over the article's entities, then the registry, then a new entity.
// `s 2` takes the second one, `s k Enter` the best that begins with k.

import { get } from "./api.js";
import { $, brief, el, fill, say } from "./dom.js";

const fold = (name) => name.normalize("NFKC").toLowerCase().replace(/-/g, " ").replace(/[^\p{L}\p{N} '&]/gu, "").trim();

/** Let the reviewer choose; resolves to `{entity}`, `{name, kind}`, `{none: true}` or null. */
export function pick({ title, none, entities, kinds, words, known, typed }) {
  const dialog = $("picker");
  let options = [];
  let active = 0;
  let registry = [];
  let asked = 0;
  return new Promise((resolve) => {
    let answer = null;
    const list = el("ul", { id: "options", role: "listbox", aria: { label: title } });
    const input = el("input", {
      type: "text", id: "query", maxLength: 200, autocomplete: "off", spellcheck: false,
      placeholder: "Type a name, or press a number", role: "combobox",
      aria: { controls: "options", expanded: true, autocomplete: "list", labelledby: "picker-title" },
    });
    const finish = (chosen) => {
      answer = chosen;
      dialog.close();
    };
    const draw = () => {
      list.replaceChildren(...options.map((option, i) => row(option, i, active, input.value === "", () => finish(option.value))));
      const chosen = list.children[active];
      input.setAttribute("aria-activedescendant", chosen?.id ?? "");
      chosen?.scrollIntoView({ block: "nearest" });
    };
    const update = () => {
      options = rank(input.value, { entities, registry, none, kinds, words, known });
      active = Math.min(active, Math.max(options.length - 1, 0));
      draw();
    };
    const search = async () => {
      const number = ++asked;
      const query = input.value.trim() || words || "";
      if (!query) {
        registry = [];
        return;
      }
      const answerTo = await get(`/api/entities?q=${encodeURIComponent(query)}`);
      if (number === asked && dialog.open) {
        registry = answerTo.found;
        update();
      }
    };
    input.addEventListener("input", () => {
      active = 0;
      registry = [];
      update();
      search();
    });
    const press = (event) => {
      const digit = input.value === "" && /^[0-9]$/.test(event.key) && !event.ctrlKey;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % Math.max(options.length, 1);
        draw();
        say(options[active]?.label ?? "");
      } else if (event.key === "Enter") {
        if (options[active]) finish(options[active].value);
      } else if (digit && event.key === "0") finish({ none: true });
      else if (digit && options[Number(event.key) - 1]) finish(options[Number(event.key) - 1].value);
      else return false;
      return true;
    };
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") dialog.close(); // at once: the next key is for the page
      else if (!press(event)) return;
      event.preventDefault();
    });
    fill(dialog,
      el("h2", { id: "picker-title" }, title),
      words ? el("p", { class: "soft" }, "Mention: “", brief(words, 60), "”") : null,
      input, list,
      el("p", { class: "soft small" }, "↑ ↓ choose · Enter takes · 1–9 takes at once · 0 none · Esc leaves"),
    );
    dialog.onclose = () => {
      asked = -1;
      dialog.replaceChildren();
      resolve(answer);
    };
    dialog.onclick = (event) => {
      if (event.target === dialog) dialog.close();
    };
    update();
    search();
    dialog.showModal();
    input.focus();
    while (typed[0]?.key !== undefined && dialog.open) { // keys that came before this opened
      const each = typed.shift();
      if (each.key === "Escape") dialog.close();
      else if (!press(each) && [...each.key].length === 1 && !each.ctrlKey) {
        input.value += each.key;
        input.dispatchEvent(new Event("input"));
      }
    }
  });
}

function row(option, i, active, numbered, choose) {
  return el("li", {
    id: `option-${i}`, role: "option", class: i === active ? "active" : "",
    aria: { selected: i === active }, on: { click: choose },
  },
  el("kbd", { aria: { hidden: true } }, numbered && i < 9 && !option.value.none ? String(i + 1) : option.value.none ? "0" : ""),
  el("span", { class: "name" }, brief(option.label, 80)),
  el("span", { class: "soft" }, option.detail));
}

/** What fits the query, best first. */
function rank(query, { entities, registry, none, kinds, words, known }) {
  const wanted = fold(query);
  const local = entities
    .map((each, i) => ({ each, i, score: wanted ? score(each, wanted) : 0 }))
    .filter((item) => item.score < 9)
    .sort((a, b) => a.score - b.score || a.i - b.i)
    .map(({ each }) => ({ label: each.name, detail: detail(each), value: { entity: each.id } }));
  const here = new Set(entities.map((each) => each.id));
  const far = registry
    .filter((each) => !here.has(each.id))
    .map((each) => ({ label: each.name, detail: `${detail(each)} · registry`, value: { entity: each.id } }));
  const name = query.trim() || words || "";
  const fresh = name
    ? kinds.map((kind) => ({ label: `New: ${name}`, detail: kind, value: { name, kind } }))
    : [];
  const nobody = { label: none, detail: known ? "takes it away" : "as it is", value: { none: true } };
  return wanted ? [...local, ...far, ...fresh, nobody] : [...local, ...far, nobody, ...fresh];
}

function score(entity, wanted) {
  let best = 9;
  for (const each of [entity.name, ...entity.aliases]) {
    const name = fold(each);
    if (name === wanted) best = Math.min(best, 0);
    else if (name.startsWith(wanted)) best = Math.min(best, 1);
    else if (` ${name}`.includes(` ${wanted}`)) best = Math.min(best, 2);
    else if (wanted.length > 2 && name.includes(wanted)) best = Math.min(best, 3);
  }
  return best;
}

function detail(entity) {
  const other = entity.aliases.filter((each) => each !== entity.name).slice(0, 2).map((each) => brief(each, 30));
  return [entity.kind, ...other].join(" · ");
}
