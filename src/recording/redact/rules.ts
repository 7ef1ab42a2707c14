/** Rules by key (docs/recording.md): which keys' values stay, are replaced, or are left out. */
import type { KeyAction, KeyRule } from '../format.ts';

/** So many keys are remembered with their action. */
const MOST_KNOWN = 10_000;

/** What a rule says of a key; null: no rule fits. @param rules the first one that fits decides */
export function compileRules(rules: readonly KeyRule[]): (key: string) => KeyAction | null {
  const all = rules.map(({ key, action }) => ({ parts: key.toLowerCase().split('*'), action }));
  const known = new Map<string, KeyAction | null>();
  if (all.length === 0) return () => null;
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const lower = key.toLowerCase();
    const action = all.find(({ parts }) => fits(lower, parts))?.action ?? null;
    if (known.size < MOST_KNOWN) known.set(key, action);
    return action;
  };
}

/** @param parts what stands between the rule's stars */
function fits(key: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return key === first;
  if (!key.startsWith(first) || !key.endsWith(last)) return false;
  const end = key.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = key.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= end;
}
