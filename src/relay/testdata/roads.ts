/** How a browser carries things: over roads that keep their order, each step when the test says so. */

/** Who may own an end of a road: the relay, a panel (`panel 0`), a document, or a frame whose document is not asked yet. */
export type Owner = string;

export const RELAY: Owner = 'relay';

/** Steps in order, from one owner to another. */
export interface Road {
  readonly from: () => Owner;
  readonly to: () => Owner;
  /** Nothing that comes over it matters any more. */
  readonly isOver: () => boolean;
  steps: (() => void)[];
}

/** The news that a port was cut: the browser's own, so it is never lost. */
const cuts = new WeakSet<() => void>();

/** One end of a port. */
export class End {
  isOpen = true;
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];
  /** The other end, and the road that leads to it. */
  far: { readonly end: End; readonly road: Road } | null = null;
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.hearers.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => void this.closers.push(listener) };

  constructor(
    readonly name: string,
    public owner: Owner,
    readonly sender: { readonly url: string } | undefined,
  ) {}

  postMessage(message: unknown): void {
    if (!this.isOpen) throw new Error('Attempt to postMessage on disconnected port');
    const text = JSON.stringify(message);
    const { end, road } = this.far ?? {};
    road?.steps.push(() => {
      if (end?.isOpen) for (const hear of end.hearers) hear(JSON.parse(text));
    });
  }

  disconnect(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { end, road } = this.far ?? {};
    const cut = () => end?.cut();
    cuts.add(cut);
    road?.steps.push(cut);
  }

  /** The browser says that the other end is gone. */
  private cut(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const close of this.closers) close();
  }
}

/** All roads there are. */
export class Roads {
  private all: Road[] = [];
  private ends: End[] = [];
  private readonly named = new Map<string, Road>();

  /** The one road between two owners for messages without a port. */
  between(from: Owner, to: Owner, what = 'messages'): Road {
    const name = `${from} ${to} ${what}`;
    const known = this.named.get(name);
    if (known) return known;
    const road = this.make(
      () => from,
      () => to,
      () => false,
    );
    this.named.set(name, road);
    return road;
  }

  private make(from: () => Owner, to: () => Owner, isOver: () => boolean): Road {
    const road: Road = { from, to, isOver, steps: [] };
    this.all.push(road);
    return road;
  }

  /** Makes a port. `arrive` is the first step on the way to its far end. */
  port(
    name: string,
    from: Owner,
    to: Owner,
    sender: { readonly url: string } | undefined,
    arrive: (end: End) => void,
  ): End {
    const near = new End(name, from, undefined);
    const far = new End(name, to, sender);
    const [nearOwner, farOwner] = [() => near.owner, () => far.owner];
    near.far = { end: far, road: this.make(nearOwner, farOwner, () => !far.isOpen) };
    far.far = { end: near, road: this.make(farOwner, nearOwner, () => !near.isOpen) };
    this.ends = [...this.ends.filter((end) => end.isOpen), near, far];
    near.far.road.steps.push(() => far.isOpen && arrive(far));
    return near;
  }

  /**
   * Takes one step on one of the roads where something is on its way. False: nothing is.
   * @param from only what comes from these
   */
  step(pick: number, from?: readonly Owner[]): boolean {
    this.all = this.all.filter((road) => !road.isOver());
    const busy = this.all.filter((road) => road.steps.length > 0 && (from?.includes(road.from()) ?? true));
    const step = busy[pick % Math.max(1, busy.length)]?.steps.shift();
    step?.();
    return step !== undefined;
  }

  /**
   * An owner is no more: its ports are cut, and what was on its way to it is lost.
   * @param isAbrupt what it said last is lost too
   */
  end(owner: Owner, isAbrupt: boolean): void {
    for (const road of this.all) {
      if (road.to() === owner) road.steps.splice(0);
      else if (isAbrupt && road.from() === owner) road.steps = road.steps.filter((step) => cuts.has(step));
    }
    for (const end of this.ends) if (end.owner === owner) end.disconnect();
  }

  /** How many open ends an owner has. */
  open(owner?: Owner): number {
    return this.ends.filter((end) => end.isOpen && (owner === undefined || end.owner === owner)).length;
  }

  /** Whether something is on its way to an owner. */
  isComing(owner: Owner): boolean {
    return this.all.some(({ to, steps }) => to() === owner && steps.length > 0);
  }
}
