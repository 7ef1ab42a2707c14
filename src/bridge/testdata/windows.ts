/** Windows of a tab as one of another origin sees them: whatever HTML does not share across origins throws. */

/** A window, its frames, and what was posted to it. */
export class FakeWindow {
  /** Frames in the frame list, in order. */
  frames: FakeWindow[] = [];
  opener: FakeWindow | null = null;
  /** Itself for a top window; null once it was removed. */
  parent: FakeWindow | null;
  readonly posted: { readonly message: unknown; readonly origin: string }[] = [];
  /** Firefox gives it out to nobody, not even to itself: its page goes into the back/forward cache, or comes back. */
  vetoed = false;
  /** What code in the window itself may read besides. */
  own: Readonly<Record<string, unknown>> = {};
  /** The window as code gets it. */
  readonly proxy: Window;

  /** @param parent the window around it; none for a top window */
  constructor(parent?: FakeWindow) {
    this.parent = parent ?? this;
    const refuse = (key: unknown): never => {
      throw new DOMException(`Blocked a frame from accessing ${String(key)} of a cross-origin frame.`, 'SecurityError');
    };
    this.proxy = new Proxy(Object.create(null), {
      get: (_, key) => this.read(key, refuse),
      has: (_, key) => refuse(key),
      set: (_, key) => refuse(key),
      defineProperty: (_, key) => refuse(key),
      deleteProperty: (_, key) => refuse(key),
      getOwnPropertyDescriptor: (_, key) => refuse(key),
      ownKeys: () => refuse('the keys'),
      getPrototypeOf: () => null,
    });
  }

  /** Adds a frame to the list. */
  add(): FakeWindow {
    const frame = new FakeWindow(this);
    this.frames.push(frame);
    return frame;
  }

  /** Adds a frame in a shadow root: it has a parent, and its parent does not list it. */
  addHidden(): FakeWindow {
    return new FakeWindow(this);
  }

  /** Removes it from the document around it, as `element.remove()` does. */
  remove(): void {
    const around = this.parent;
    if (around) around.frames = around.frames.filter((frame) => frame !== this);
    this.parent = null;
    this.opener = null;
  }

  private root(): FakeWindow | null {
    let place: FakeWindow | null = this;
    while (place && place.parent !== place) place = place.parent;
    return place;
  }

  private read(key: string | symbol, refuse: (key: unknown) => never): unknown {
    if (this.vetoed) throw new Error('Security Manager vetoed action');
    switch (key) {
      case 'parent':
        return this.parent?.proxy ?? null;
      case 'top':
        return this.root()?.proxy ?? null;
      case 'opener':
        return this.opener?.proxy ?? null;
      case 'length':
        return this.frames.length;
      case 'closed':
        return this.parent === null;
      case 'postMessage':
        return (message: unknown, origin: string) => {
          this.posted.push({ message: structuredClone(message), origin });
        };
      default: {
        if (typeof key === 'string' && Object.hasOwn(this.own, key)) return this.own[key];
        const frame = typeof key === 'string' && /^\d+$/.test(key) ? this.frames[Number(key)] : undefined;
        return frame ? frame.proxy : refuse(key);
      }
    }
  }
}
