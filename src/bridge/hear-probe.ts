/** The bridge's ear for the probe in the same window: takes its port, and writes its notes into the record. */
import { encode } from '../entry/encode.ts';
import { short } from '../entry/header.ts';
import { isRecord, kindOf } from '../scapi/kind.ts';
import { NOTES_EVENT } from '../scapi/notes.ts';
import { type PossibleNote, parseNotes } from './notes.ts';
import type { Recording } from './record.ts';
import { labels, ownCopy } from './watch.ts';
import type { Windows } from './windows.ts';

/** What hearing the probe needs. */
export interface ProbeParts {
  readonly self: Window & typeof globalThis;
  readonly windows: Windows;
  readonly record: Recording;
  /** The address that the extension's own scripts have in stacks begins so. */
  readonly ownUrl: string;
  readonly isRecording: () => boolean;
  /**
   * The page has a client: WWE is spoken here, even if nothing was sent yet. Where the first message is the last one (a
   * dialog that closes itself), a panel that came only then would be late. Called at all notes.
   */
  readonly onClient: () => void;
  /** Called after entries were added. */
  readonly onAdded: () => void;
  readonly signal: AbortSignal;
}

/**
 * Waits for the probe, which comes next in the manifest and hands over its port in the moment it starts: before the
 * page's first line, so that no page can take its place. Once taken, no other port is.
 */
export function hearProbe({ self, windows, record, ownUrl, isRecording, onClient, onAdded, signal }: ProbeParts): void {
  const { timeOrigin } = self.performance;
  function hear({ data }: MessageEvent): void {
    const notes = parseNotes(ownCopy(data), ownUrl);
    if (notes.length === 0) return;
    if (isRecording()) {
      const path = windows.own();
      for (const note of notes) {
        const t = timeOrigin + note.at;
        record.add({ t, sort: 'probe', kind: note.note, ...labelsOf(note), peer: '', origin: '', path }, encode(note));
      }
      onAdded();
    }
    onClient();
  }

  function take(event: Event): void {
    const port = event instanceof MessageEvent ? event.ports[0] : undefined;
    if (!port) return;
    event.stopImmediatePropagation();
    // Tells the probe that its port was taken.
    event.preventDefault();
    port.addEventListener('message', hear, { signal });
    port.start();
  }

  self.document.addEventListener(NOTES_EVENT, take, { capture: true, once: true, signal });
}

/** A call's, as of its message: the service or the verb, even if it threw and so lacks the stamps. A handler's event. */
function labelsOf({ note, message, event }: PossibleNote): ReturnType<typeof labels> {
  if (note !== 'called') return { name: typeof event === 'string' ? short(event) : '', ref: '' };
  const verb = isRecord(message) && message.request === undefined ? 'event' : 'request';
  return labels(kindOf(message) ?? verb, message);
}
