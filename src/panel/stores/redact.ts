/**
 * What may be shown of an error: its kind, the words of its message that browsers use themselves, and where in our own
 * files it came from. Everything else may come from a page, and with it from a customer.
 */

/** An error without anything of the page. */
export interface Redacted {
  /** `TypeError`… */
  readonly name: string;
  /** Its message; `…` stands for what was left out. */
  readonly text: string;
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

/** What V8's and Firefox's own messages are made of, in lower case. */
const WORDS = new Set(
  `a access after already an and any apply argument arguments array as assign assigned assignment async at await be because before
  bigint boolean buffer by call called can cannot can't character circular class clone cloned closed column component
  connection constant constructor context convert converting could create data decode deep define defined delete
  derived descriptor destructure destructured detached disconnected dynamically does doesn't element empty end error
  establish event evaluating exceeded execute exist expected expression extension failed fetch fetching file find for
  found from function generator get getter has have identifier illegal import in index infinite input instance instanceof
  invalid invalidated invocation invoke is isn't it iterable iterator json key length limit line loading lone long loop many
  map maximum message method missing mix module must name new no node non-iterable not null number object of on only
  operation operator or out parameter parse part permission permitted port private prohibited promise property
  properties prototype proxy quota range read-only read reading receiving recursion redeclaration reference regular
  removed removed required requires resolve returned running script serialize set setter setting size stack storage
  string structure structured such symbol syntax that the this thrown time timeout to token too trap type types
  undefined unexpected unknown unterminated use used valid value values variable was when which while with without
  write`.split(/\s+/),
);

/** How much of a message is looked at, in characters. */
const MOST_TEXT = 500;
const MOST_LINES = 12;

/** A place in one of our own files, at the end of a line of a stack: V8's, or Firefox's. */
const PLACE =
  /(?:^\s*at (?:async )?|@|\()(?:chrome|moz)-extension:\/\/[\w-]+\/((?:assets\/|src\/)?[\w./-]{1,80}\.js):(\d+):(\d+)\)?\s*$/;

/** Redacts what was thrown, or its text. */
export function redact(error: unknown): Redacted {
  if (typeof error === 'string') return redactText(error);
  // By its form, for a window's errors can come from another realm.
  const { name, message, stack = '' } = Object(error);
  if (typeof message !== 'string' || typeof stack !== 'string') {
    return { name: 'Error', text: `… (${error === null ? 'null' : typeof error})`, lines: [] };
  }
  // V8's stack begins with the message, which could look like a place.
  const bare = message === '' ? stack : stack.split(message).join('');
  return { name: knownName(name), text: redactMessage(message), lines: placesIn(bare) };
}

/** Of an error that comes as text: V8's form of a stack. */
function redactText(text: string): Redacted {
  const [head = '', ...rest] = text.split('\n');
  const [, name = 'Error', message = head] = /^(?:Uncaught )?(\w+): (.*)$/.exec(head) ?? [];
  return { name: knownName(name), text: redactMessage(message), lines: placesIn(rest.join('\n')) };
}

const knownName = (name: unknown) =>
  typeof name === 'string' && (NAMES.has(name) || DOM_NAMES.test(name)) ? name : 'Error';

function redactMessage(message: string): string {
  return message
    .slice(0, MOST_TEXT)
    .replaceAll(/"[^"]*"|`[^`]*`|(?<![A-Za-z])'[^']*'|\/\S*/g, ' … ')
    .split(/\s+/)
    .map((part) => {
      const [, open = '', word = '', close = ''] = /^(\(?)(.*?)([.,:;)]*)$/.exec(part) ?? [];
      return word === '' || word === '…' || WORDS.has(word.toLowerCase()) ? part : `${open}…${close}`;
    })
    .join(' ')
    .replaceAll(/…(?:[ .,:;]+…)+/g, '…')
    .replaceAll('… )', '…)')
    .trim();
}

function placesIn(stack: string): readonly string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, file, row, column] = PLACE.exec(line) ?? [];
      return file === undefined ? [] : [`${file}:${row}:${column}`];
    })
    .slice(0, MOST_LINES);
}
