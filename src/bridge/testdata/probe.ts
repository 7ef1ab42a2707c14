/** The probe's part in the handing over of the port, without a probe. */
import { NOTES_EVENT } from '../../protocol/notes.ts';

/** A `MessageEvent` that can be cancelled: Node.js cannot cancel its own. */
export class HandOver extends Event {
  readonly ports: readonly MessagePort[];

  constructor(
    type: string,
    { ports, cancelable }: { readonly ports: readonly MessagePort[]; readonly cancelable: boolean },
  ) {
    super(type, { cancelable });
    this.ports = ports;
  }
}

/** What a probe got from the bridge, and hears from it. */
export interface FakeProbe {
  /** Posts to the bridge. */
  say(notes: unknown): void;
  /** What the bridge said, so far. */
  readonly words: readonly unknown[];
  /** Resolves when it says something that was not said before. */
  word(): Promise<unknown>;
  readonly isThere: boolean;
  close(): void;
}

/** Listens in a document, as a probe does before the bridge starts. */
export function createProbe(document: EventTarget): FakeProbe {
  let port: MessagePort | undefined;
  const words: unknown[] = [];
  const waiting: ((word: unknown) => void)[] = [];
  document.addEventListener(
    NOTES_EVENT,
    (event) => {
      port = Object(event).ports?.[0];
      event.preventDefault();
      port?.addEventListener('message', ({ data }) => {
        words.push(data);
        for (const tell of waiting.splice(0)) tell(data);
      });
      port?.start();
    },
    { once: true },
  );
  return {
    say: (notes) => port?.postMessage(notes),
    words,
    word: () => new Promise((resolve) => waiting.push(resolve)),
    get isThere() {
      return port !== undefined;
    },
    close: () => port?.close(),
  };
}
