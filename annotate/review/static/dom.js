// Small helpers to build elements. Text is always set as text: an article is hostile input.

export const $ = (id) => document.getElementById(id);

/** An element with properties, `data` (its data-… attributes), `aria`, `on` and children. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "aria") {
      for (const [key, item] of Object.entries(value)) {
        if (item !== undefined && item !== null) node.setAttribute(`aria-${key}`, String(item));
      }
    } else if (name in node && name !== "list" && name !== "for") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  return fill(node, ...children);
}

/** Put children into an element in place of what it holds; what is null or false is left out. */
export function fill(node, ...children) {
  const kept = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  node.replaceChildren(...kept);
  return node;
}

/** Say something to a screen reader; the same words twice are said twice. */
export function say(words) {
  const live = $("live");
  live.textContent = live.textContent === words ? `${words}\u00a0` : words;
}

// Characters that would not be seen, or would turn the text around; each becomes one unit.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/g;

/** The text with a picture for each control character: as long as it was, unit for unit. */
export function visible(text) {
  // Whole surrogate pairs are one match of the first part and stay as they are.
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g, (char) => {
    if (char.length === 2) return char;
    CONTROL.lastIndex = 0;
    if (!CONTROL.test(char)) return char;
    const code = char.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "␡" : "\ufffd";
  });
}

/** Text for one line: white space as single spaces, cut to a length. */
export function brief(text, most = 90) {
  const line = visible(text).replace(/\s+/g, " ").trim();
  const points = [...line];
  return points.length > most ? `${points.slice(0, most - 1).join("")}…` : line;
}
