/** The bridge's ear for the probe in the same window: hands it a port, and writes its notes into the record. */
import { isRecord, kindOf } from '../protocol/kind.ts';
import { NOTES_EVENT, WORDS } from '../protocol/notes.ts';
import type { ErrorGuard } from './error-guard.ts';
import { type PossibleNote, parseNotes } from './notes.ts';
import type { Recorder } from './recorder.ts';
import { labels, ownCopy } from './watch.ts';

/** Where `brief` stands after the fifth value of a note. */
const BRIEF = 4;

/** What hearing the probe needs. */
export interface ProbeParts {
  readonly self: Window & typeof globalThis;
  readonly recorder: Recorder;
  readonly guard: ErrorGuard;
  /**
   * The page has a client: WWE is spoken here, even if nothing was sent yet. Where the first message is the last one (a
   * dialog that closes itself), a panel that came only then would be late. Called at all notes.
   */
  readonly onClient: () => void;
  /** Tells the probe, too, that all is over. */
  readonly signal: AbortSignal;
}

/** What the bridge tells the probe of its window. */
export interface ToProbe {
  /** WWE spoke to this window: whoever has not found the client yet, looks again. */
  look(): void;
  /** Whether what this window sends to WWE is seen where it arrives, too. */
  beBrief(isBrief: boolean): void;
}

/**
 * Hands a port to the probe, which came before in the manifest and listens: before the page's first line, so that no page
 * can take its place. There is one port and no other. It is made here and not by the probe, whose window the page may have
 * had in its hands before (docs/platform.md#what-a-parent-can-do-to-a-frame).
 */
export function hearProbe({ self, recorder, guard, onClient, signal }: ProbeParts): ToProbe {
  const { timeOrigin } = self.performance;
  const { port1, port2 } = new self.MessageChannel();
  let isFound = false;
  let isBrief = false;

  function hear({ data }: MessageEvent): void {
    const notes = parseNotes(ownCopy(data));
    if (notes.length === 0) return;
    isFound = true;
    for (const note of notes) {
      const [kind, at] = note;
      recorder.add({ t: timeOrigin + at, sort: 'probe', kind, ...labelsOf(note), peer: '', origin: '' }, note);
    }
    onClient();
  }

  const handOver = new self.MessageEvent(NOTES_EVENT, { ports: [port2], cancelable: true });
  const isTaken = !self.document.dispatchEvent(handOver);
  if (isTaken) {
    port1.addEventListener('message', guard(hear), { signal });
    port1.start();
    signal.addEventListener('abort', () => port1.postMessage(WORDS.stop));
  }

  return {
    look() {
      if (isTaken && !isFound) port1.postMessage(WORDS.look);
    },
    beBrief(given) {
      if (isTaken && given !== isBrief) port1.postMessage(given ? WORDS.brief : WORDS.whole);
      isBrief = given;
    },
  };
}

/** A call's, as of its message: the service or the verb, even if it threw and so lacks the stamps. A handler's event. */
function labelsOf([kind, , , , value, ...more]: PossibleNote): ReturnType<typeof labels> {
  const brief = kind === 'called' ? more[BRIEF] : null;
  if (Array.isArray(brief)) return labels('request', { request: brief[0], referenceId: brief[1] });
  const about = kind === 'called' ? value : { event: kind === 'handled' ? value : undefined };
  const verb = isRecord(about) && about.request !== undefined ? 'request' : 'event';
  return labels(kindOf(about) ?? verb, about);
}
