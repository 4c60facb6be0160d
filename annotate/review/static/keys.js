// From a key to a command. The table is keys.json, which the help page and the tests read too.

let table = [];
const byKey = new Map();
const byCommand = new Map();

export async function loadKeys() {
  table = await (await fetch("/static/keys.json")).json();
  for (const group of table) {
    for (const entry of group.keys) {
      byCommand.set(entry.command, entry);
      for (const press of entry.press) byKey.set(press, entry.command);
    }
  }
}

/** The command of a key, or undefined; keys typed into a field are the field's own. */
export function commandOf(event) {
  if (event.altKey || event.metaKey) return event.metaKey ? byKey.get(`Ctrl+${event.key}`) : undefined;
  return byKey.get(event.ctrlKey ? `Ctrl+${event.key}` : event.key);
}

/** Whether a key goes to a field that takes text or a choice, or to a button. */
export function isTyping(event) {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("textarea, select, input:not([type=checkbox])")) return true;
  return target.matches("button, a, input, summary") && ["Enter", " "].includes(event.key);
}

export const keyOf = (command) => byCommand.get(command)?.press[0] ?? "";
export const labelOf = (command) => byCommand.get(command)?.label ?? command;
