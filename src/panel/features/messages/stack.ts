/** Stacks as browsers write them, taken apart. Pure. */

/** One line of a stack. Line and column from 1, as browsers write them. */
export interface StackFrame {
  /** Empty for code outside of functions, or without a name. */
  readonly name: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
  /** The line as it was written. */
  readonly text: string;
}

/** More lines than this are not read: a page can make them. */
const MOST = 100;
const LONGEST = 2_000;

/**
 * The frames that name a place. Chromium writes `at name (url:1:2)` or `at url:1:2`, Firefox `name@url:1:2`; what is
 * neither is left out.
 */
export function stackFrames(stack: string): readonly StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of stack.split('\n', MOST)) {
    const text = line.trim();
    const place = text.length > LONGEST ? null : /:(\d{1,9}):(\d{1,9})\)?$/.exec(text);
    if (!place) continue;
    const rest = text.slice(0, place.index);
    const found = text.startsWith('at ') ? chromiumFrame(rest.slice(3)) : firefoxFrame(rest);
    if (found) frames.push({ ...found, line: Number(place[1]), column: Number(place[2]), text });
  }
  return frames;
}

type NameAndUrl = Pick<StackFrame, 'name' | 'url'>;

function chromiumFrame(rest: string): NameAndUrl {
  // `eval (eval at run (url:4:7), <anonymous>`: where the text was evaluated comes in between, and is no place of its own.
  const made = rest.includes('eval at ') ? rest.lastIndexOf('), ') : -1;
  if (made >= 0) return { name: /^[^ (]*/.exec(rest)?.[0] ?? '', url: rest.slice(made + 3) };
  const open = rest.lastIndexOf(' (');
  return open < 0
    ? { name: '', url: rest.replace(/^async /, '') }
    : { name: rest.slice(0, open).replace(/^async /, ''), url: rest.slice(open + 2) };
}

function firefoxFrame(rest: string): NameAndUrl | null {
  const at = rest.indexOf('@');
  return at < 0 ? null : { name: rest.slice(0, at).replace(/^.*\*/, ''), url: rest.slice(at + 1) };
}

/** Whether DevTools can have a source under that address. Firefox writes `url line 4 > eval` for evaluated text. */
export function isSource({ url }: StackFrame): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) && !/ line \d+ > \w+$/.test(url);
}

/** A frame's place in few words: `app.js:12`. */
export function placeText({ url, line }: StackFrame): string {
  const path = url.replace(/[?#].*$/, '');
  const file = path.slice(path.lastIndexOf('/') + 1) || path.replace(/^[a-z]+:\/\//i, '').replace(/\/$/, '');
  return `${file.slice(-60)}:${line}`;
}

/** The library's file as it ships (`wwe-service-client-api.js`) and as copies of it are called. */
const LIBRARY_FILE = /\/(?:wwe-)?service-client(?:-api)?(?:[.-][\w.-]*)?\.js\b/;
/** The library's own functions call each other no deeper than this before they post. */
const DEEPEST = 4;

/**
 * The line of the page that made the call: the one that called the client library. The library is bundled and renamed at
 * will, so this goes by the names of its methods (docs/protocol.md#sending) and is a guess: where none is found, it is
 * the first.
 *
 * @param service the request's name, whose last part is the name of the library's method
 */
export function callingFrame(frames: readonly StackFrame[], service: string): StackFrame | null {
  const own = new Set(['sendMessage', 'subscribe', 'unsubscribe', service.slice(service.lastIndexOf('.') + 1)]);
  const isLibrary = ({ name, url }: StackFrame) =>
    LIBRARY_FILE.test(url) || own.has(/[\w$]*$/.exec(name.replace(/ \[as .*\]$/, ''))?.[0] ?? '');
  const entered = frames.findIndex((frame, index) => index < DEEPEST && isLibrary(frame));
  const library = frames[entered]?.url;
  // A function of the page may bear the name of the service that it calls; in a file of its own, it is told apart.
  const isCaller = (frame: StackFrame, index: number) =>
    index > entered && (frame.url !== library || !isLibrary(frame));
  const callers = frames.filter(isCaller);
  // Evaluated text has no place: who evaluated it has one.
  return callers.find(isSource) ?? callers[0] ?? frames[0] ?? null;
}
