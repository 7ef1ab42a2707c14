/** What happened, in the simplest terms: which documents there are and who looks at them. The link must agree with it. */

/** The tab's frames: WWE's window, and a client in it. */
export const FRAMES = [0, 7] as const;
/** One of the frames, by its id. */
export type Frame = (typeof FRAMES)[number];
/** Which browser. */
export type Kind = 'chromium' | 'firefox';

/** A document as the model knows it. */
export interface ModelDocument {
  readonly id: string;
  readonly frame: Frame;
  /** `kept`: in the back/forward cache. */
  state: 'shown' | 'kept' | 'gone';
  /** WWE's protocol was spoken there. */
  isSpoken: boolean;
  /** A bridge's end of a port was cut unheard. */
  isDeaf: boolean;
}

/** The tab and the panels that look at it. */
export class Model {
  readonly documents: ModelDocument[] = [];
  /** For each place: whether a panel is open. */
  readonly open: boolean[];

  constructor(
    readonly kind: Kind,
    panels: number,
  ) {
    this.open = Array.from({ length: panels }, () => true);
    for (const frame of FRAMES) this.load(frame, false);
  }

  shown(frame: Frame): ModelDocument | undefined {
    return this.documents.find((one) => one.frame === frame && one.state === 'shown');
  }

  /** The last document of a frame in the back/forward cache. */
  kept(frame: Frame): ModelDocument | undefined {
    return this.documents.findLast((one) => one.frame === frame && one.state === 'kept');
  }

  leave(frame: Frame, isKept: boolean): void {
    const shown = this.shown(frame);
    if (shown) shown.state = isKept ? 'kept' : 'gone';
  }

  load(frame: Frame, isKept: boolean): void {
    this.leave(frame, isKept);
    const id = `doc-${this.documents.length}`;
    this.documents.push({ id, frame, state: 'shown', isSpoken: false, isDeaf: false });
  }

  back(frame: Frame): void {
    const kept = this.kept(frame);
    if (!kept) return;
    this.leave(frame, false);
    kept.state = 'shown';
  }

  /** Whether every panel is connected with a document once all has come to rest: the client talks to the top window. */
  isWatched({ frame, state, isSpoken }: ModelDocument): boolean {
    return state === 'shown' && (isSpoken || (frame === 0 && this.shown(7)?.isSpoken === true));
  }
}
