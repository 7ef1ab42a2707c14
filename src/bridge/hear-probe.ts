/** The bridge's ear for the probe in the same window: takes its port, and writes its notes into the record. */
import { isRecord, kindOf } from '../scapi/kind.ts';
import { NOTES_EVENT } from '../scapi/notes.ts';
import type { Border } from './border.ts';
import { type PossibleNote, parseNotes } from './notes.ts';
import type { Recorder } from './recorder.ts';
import { labels, ownCopy } from './watch.ts';

/** What hearing the probe needs. */
export interface ProbeParts {
  readonly self: Window & typeof globalThis;
  readonly recorder: Recorder;
  readonly border: Border;
  /** The address that the extension's own scripts have in stacks begins so. */
  readonly ownUrl: string;
  /**
   * The page has a client: WWE is spoken here, even if nothing was sent yet. Where the first message is the last one (a
   * dialog that closes itself), a panel that came only then would be late. Called at all notes.
   */
  readonly onClient: () => void;
  /** Tells the probe, too, that all is over. */
  readonly signal: AbortSignal;
}

/**
 * Waits for the probe, which comes next in the manifest and hands over its port in the moment it starts: before the
 * page's first line, so that no page can take its place. Once taken, no other port is.
 */
export function hearProbe({ self, recorder, border, ownUrl, onClient, signal }: ProbeParts): void {
  const { timeOrigin } = self.performance;
  function hear({ data }: MessageEvent): void {
    const notes = parseNotes(ownCopy(data), ownUrl);
    if (notes.length === 0) return;
    for (const note of notes) {
      const [kind, at] = note;
      recorder.add({ t: timeOrigin + at, sort: 'probe', kind, ...labelsOf(note), peer: '', origin: '' }, note);
    }
    onClient();
  }

  // Anybody can dispatch an event of that type; only a MessageEvent has ports.
  function take(event: Event & Partial<Pick<MessageEvent, 'ports'>>): void {
    const port = event.ports?.[0];
    if (!port) return;
    event.stopImmediatePropagation();
    // Tells the probe that its port was taken.
    event.preventDefault();
    port.addEventListener('message', border(hear), { signal });
    port.start();
    signal.addEventListener('abort', () => port.postMessage(0));
  }

  self.document.addEventListener(NOTES_EVENT, take, { capture: true, once: true, signal });
}

/** A call's, as of its message: the service or the verb, even if it threw and so lacks the stamps. A handler's event. */
function labelsOf([kind, , , , value]: PossibleNote): ReturnType<typeof labels> {
  const about = kind === 'called' ? value : { event: kind === 'handled' ? value : undefined };
  const verb = isRecord(about) && about.request !== undefined ? 'request' : 'event';
  return labels(kindOf(about) ?? verb, about);
}
