/**
 * What may be told of an error: its kind, and where in our own files it came from. Its message is left out: it may hold
 * something of a page, and with it of a customer.
 */

/** An error without anything of the page. */
export interface Redacted {
  /** `TypeError`… */
  readonly name: string;
  /** The stack: file within the extension, line, column. Innermost first. */
  readonly lines: readonly string[];
}

/** Names of errors that browsers and this tool make. Those of DOM exceptions end alike. */
const NAMES = new Set(
  'Error TypeError RangeError SyntaxError ReferenceError EvalError URIError AggregateError InternalError ValiError'.split(
    ' ',
  ),
);
const DOM_NAMES =
  /^(?:Abort|Constraint|DataClone|Data|Encoding|HierarchyRequest|InUseAttribute|Index(?:Size)?|InvalidAccess|InvalidCharacter|InvalidModification|InvalidState|Namespace|Network|NoModificationAllowed|NotAllowed|NotFound|NotReadable|NotSupported|Operation|QuotaExceeded|ReadOnly|Security|Timeout|TransactionInactive|Unknown|Version|WrongDocument)Error$/;

const MOST_LINES = 12;

/** A place in one of our own files, at the end of a line of a stack: V8's, or Firefox's. */
const PLACE =
  /(?:^\s*at (?:async )?|@|\()(?:chrome|moz)-extension:\/\/[\w-]+\/((?:assets\/|src\/)?[\w./-]{1,80}\.js):(\d+):(\d+)\)?\s*$/;

/** Redacts what was thrown, or its text: V8's form of a stack. */
export function redact(error: unknown): Redacted {
  if (typeof error === 'string') {
    const [head = '', ...rest] = error.split('\n');
    return { name: knownName(/^(?:Uncaught )?(\w+): /.exec(head)?.[1]), lines: placesIn(rest.join('\n')) };
  }
  // By its form, for a window's errors can come from another realm.
  const { name, message = '', stack = '' } = Object(error);
  if (typeof message !== 'string' || typeof stack !== 'string') return { name: 'Error', lines: [] };
  // V8's stack begins with the message, which could look like a place.
  return { name: knownName(name), lines: placesIn(message === '' ? stack : stack.split(message).join('')) };
}

const knownName = (name: unknown) =>
  typeof name === 'string' && (NAMES.has(name) || DOM_NAMES.test(name)) ? name : 'Error';

function placesIn(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, file, row, column] = PLACE.exec(line) ?? [];
      return file === undefined ? [] : [`${file}:${row}:${column}`];
    })
    .slice(0, MOST_LINES);
}
