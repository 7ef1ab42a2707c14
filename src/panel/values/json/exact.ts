/** Whether what was typed survives as a value: numbers in full, each key once. Pure. */

/** No number is written longer, in characters. */
const LONGEST_NUMBER = 400;
const DECIMAL = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,6}))?$/i;

/** Whether a number is just the decimal that was typed: 12345678901234567 would be rounded, `1e400` is no number. */
export function isExact(typed: string, value: number): boolean {
  if (typed.length > LONGEST_NUMBER || !Number.isFinite(value)) return false;
  const wanted = canonical(typed);
  return wanted !== null && wanted === canonical(String(value));
}

const AS_WRITTEN = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$|^-?(?:0|[1-9]\d*)(?:\.\d+)?e[+-]?\d+$/i;

/** Whether a number keeps all that was typed: no plus, no zeros that only a text keeps. With an exponent it is a calculation. */
export function isAsWritten(typed: string): boolean {
  return AS_WRITTEN.test(typed);
}

/** Sign, digits without zeros at their ends, and exponent: the same for all writings of a decimal. */
function canonical(text: string): string | null {
  const found = DECIMAL.exec(text);
  if (!found) return null;
  const [, sign = '', whole = '', part = '', exponent = '0'] = found;
  const digits = (whole + part).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign === '-' ? '-' : ''}${kept}e${Number(exponent) - part.length + digits.length - kept.length}`;
}

/** What would be lost of a JSON text: a number that is rounded, a key that stands twice in one object. */
export interface JsonLoss {
  readonly is: 'inexact' | 'twice';
  /** The number as typed, or the key. */
  readonly what: string;
}

// No repetition without an end: on a million characters, the browser's matcher runs out of its stack.
const NUMBER = /[-+.\deE]{1,500}/y;

/** The first loss in a text that `JSON.parse` reads; null if it is read as it stands. */
export function lossIn(json: string): JsonLoss | null {
  /** The keys so far of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  /** The last text, as long as nothing came after it. */
  let text = '';
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at] ?? '';
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(null);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const from = at;
      for (at += 1; json[at] !== '"'; at += 1) if (json[at] === '\\') at += 1;
      text = json.slice(from, at + 1);
    } else if (sign === ':') {
      const keys = open.at(-1);
      const key = String(JSON.parse(text));
      if (keys?.has(key)) return { is: 'twice', what: key };
      keys?.add(key);
    } else if (sign === '-' || (sign >= '0' && sign <= '9')) {
      NUMBER.lastIndex = at;
      const number = NUMBER.exec(json)?.[0] ?? sign;
      if (!isExact(number, Number(number))) return { is: 'inexact', what: number };
      at += number.length - 1;
    }
  }
  return null;
}
