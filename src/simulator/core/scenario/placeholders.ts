/** `$call` and `$call.case` in what a page passes to a service: the ids of an interaction and of its case. */

const PLACEHOLDER = /^\$([A-Za-z][\w-]*)(\.case)?$/;

/** Deeper than this nothing is filled in: a scenario from a script may hold cycles. */
const MOST_DEPTH = 100;

/** What a name stands for; null: it is not there. */
export type Lookup = (name: string, what: 'interaction' | 'case') => string | null;

/** The names that the placeholders in a value use. */
export function placeholdersOf(value: unknown): readonly string[] {
  const names: string[] = [];
  fillPlaceholders(value, (name) => {
    names.push(name);
    return '';
  });
  return names;
}

/** A copy with the placeholders filled in; null if one of them stands for nothing. `$$` at the beginning becomes `$`. */
export function fillPlaceholders(
  value: unknown,
  lookup: Lookup,
): { readonly value: unknown } | { readonly missing: string } {
  let missing: string | null = null;
  const fill = (one: unknown, depth: number): unknown => {
    if (depth > MOST_DEPTH) return one;
    if (typeof one === 'string') {
      const [, name, isCase] = PLACEHOLDER.exec(one) ?? [];
      if (name === undefined) return one.startsWith('$$') ? one.slice(1) : one;
      const id = lookup(name, isCase === undefined ? 'interaction' : 'case');
      if (id === null) missing ??= name;
      return id;
    }
    if (Array.isArray(one)) return one.map((inner: unknown) => fill(inner, depth + 1));
    if (typeof one !== 'object' || one === null || Object.getPrototypeOf(one) !== Object.prototype) return one;
    return Object.fromEntries(
      Object.entries(one).map(([key, inner]: [string, unknown]) => [key, fill(inner, depth + 1)]),
    );
  };
  const filled = fill(value, 0);
  return missing === null ? { value: filled } : { missing };
}
