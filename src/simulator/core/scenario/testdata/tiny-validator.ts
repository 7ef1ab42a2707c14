/** As much of JSON Schema 2020-12 as our published schemas use. Throws TypeError for any other word. */

const WITHOUT_FORCE = ['$schema', 'title', 'description', 'default', '$defs', '$ref', 'additionalProperties'];

/** Where and by which word a value is refused; null: it is valid. */
export function whyInvalid(schema: unknown, value: unknown, root: unknown = schema, path = ''): string | null {
  if (schema === false) return `${path}: nothing is allowed here`;
  if (!isRecord(schema)) return null;
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.replace('#/$defs/', '');
    const found = whyInvalid(field(field(root, '$defs'), name), value, root, path);
    if (found !== null) return found;
  }
  for (const [word, rule] of Object.entries(schema)) {
    if (WITHOUT_FORCE.includes(word)) continue;
    const check = WORDS[word];
    if (check === undefined) throw new TypeError(`The word ${word} is not known here.`);
    const why = check(rule, value, (inner, one, key) => whyInvalid(inner, one, root, `${path}/${key}`), schema);
    if (why !== null) return why === '' ? `${path}: ${word} ${JSON.stringify(rule)}` : why;
  }
  return null;
}

type Down = (schema: unknown, value: unknown, key: string | number) => string | null;
/** Null: right; an empty text: wrong; a text: wrong further down. */
type Check = (rule: unknown, value: unknown, down: Down, schema: Readonly<Record<string, unknown>>) => string | null;

const whether = (right: boolean): string | null => (right ? null : '');
const several = (rule: unknown): readonly unknown[] => (Array.isArray(rule) ? rule : [rule]);
const matching = (rule: unknown, value: unknown, down: Down): number =>
  several(rule).filter((one) => down(one, value, '') === null).length;

const WORDS: Readonly<Record<string, Check>> = {
  type: (rule, value) => whether(several(rule).some((type) => isOfType(type, value))),
  const: (rule, value) => whether(rule === value),
  enum: (rule, value) => whether(several(rule).includes(value)),
  anyOf: (rule, value, down) => whether(matching(rule, value, down) > 0),
  oneOf: (rule, value, down) => whether(matching(rule, value, down) === 1),
  allOf: (rule, value, down) => whether(matching(rule, value, down) === several(rule).length),
  pattern: (rule, value) => whether(typeof value !== 'string' || new RegExp(String(rule)).test(value)),
  minLength: (rule, value) => whether(typeof value !== 'string' || value.length >= Number(rule)),
  maxLength: (rule, value) => whether(typeof value !== 'string' || value.length <= Number(rule)),
  minimum: (rule, value) => whether(typeof value !== 'number' || value >= Number(rule)),
  maximum: (rule, value) => whether(typeof value !== 'number' || value <= Number(rule)),
  maxItems: (rule, value) => whether(!Array.isArray(value) || value.length <= Number(rule)),
  required: (rule, value) =>
    whether(!isRecord(value) || several(rule).every((key) => Object.hasOwn(value, String(key)))),
  items: (rule, value, down) => firstOf(Array.isArray(value) ? value.map((one, index) => down(rule, one, index)) : []),
  propertyNames: (rule, value, down) =>
    firstOf(isRecord(value) ? Object.keys(value).map((key) => down(rule, key, key)) : []),
  properties(rule, value, down, schema) {
    if (!isRecord(value) || !isRecord(rule)) return null;
    const others = schema.additionalProperties;
    return firstOf(
      Object.entries(value).map(([key, one]) => down(Object.hasOwn(rule, key) ? rule[key] : others, one, key)),
    );
  },
};

function firstOf(all: readonly (string | null)[]): string | null {
  return all.find((one) => one !== null) ?? null;
}

function isOfType(type: unknown, value: unknown): boolean {
  if (type === 'object') return isRecord(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'null' ? value === null : typeof value === type;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function field(value: unknown, key: string): unknown {
  return isRecord(value) ? value[key] : undefined;
}
