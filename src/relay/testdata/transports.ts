/** How a browser carries things: over transports that keep their order, each step when the test says so. */

/** Who may own an end of a transport: the relay, a panel (`panel 0`), a document, or a frame whose document is not asked yet. */
export type Owner = string;

export const RELAY: Owner = 'relay';

/** Steps in order, from one owner to another. */
export interface Transport {
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
  /** It was opened at the other end; and whom it leads to has been told of it. */
  isFar = false;
  hasArrived = false;
  /** The browser cut it, whoever knows it. */
  isSevered = false;
  /** It is severed and will never be told. */
  isDeaf = false;
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];
  /** The other end, and the transport that leads to it. */
  far: { readonly end: End; readonly transport: Transport } | null = null;
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.hearers.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => void this.closers.push(listener) };

  constructor(
    readonly name: string,
    public owner: Owner,
    readonly sender: { readonly url: string } | undefined,
  ) {}

  postMessage(message: unknown): void {
    // Some browsers let a port throw before they say that it was cut.
    if (!this.isOpen || (this.isSevered && !this.isDeaf))
      throw new Error('Attempt to postMessage on disconnected port');
    const text = JSON.stringify(message);
    const { end, transport } = this.far ?? {};
    transport?.steps.push(() => {
      if (end?.isOpen) for (const hear of end.hearers) hear(JSON.parse(text));
    });
  }

  disconnect(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    const { end, transport } = this.far ?? {};
    const cut = () => end?.cut();
    cuts.add(cut);
    transport?.steps.push(cut);
  }

  /**
   * The browser cuts the port: what is on its way is lost, this end is told, and the other one unless it is deaf (the
   * bridge of a page that goes into the back/forward cache unheard: docs/platform.md#the-backforward-cache).
   */
  sever(isDeaf: boolean, told: () => void): void {
    const { end: other, transport: there } = this.far ?? {};
    const back = other?.far?.transport;
    if (!other || !there || !back || this.isSevered) return;
    this.isSevered = true;
    other.isSevered = true;
    there.steps = [];
    const cut = () => {
      this.cut();
      told();
    };
    cuts.add(cut);
    back.steps = [cut];
    if (isDeaf) {
      other.isDeaf = true;
      other.far = null;
    } else there.steps.push(() => other.cut());
  }

  /** The browser says that the other end is gone. */
  private cut(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    for (const close of this.closers) close();
  }
}

/** All transports there are. */
export class Roads {
  private all: Transport[] = [];
  private ends: End[] = [];
  private readonly named = new Map<string, Transport>();
  /** Whoever is slow now: what is on its way to them waits. */
  readonly slow = new Set<Owner>();

  /** The one transport between two owners for messages without a port. */
  between(from: Owner, to: Owner, what = 'messages'): Transport {
    const name = `${from} ${to} ${what}`;
    const known = this.named.get(name);
    if (known) return known;
    const transport = this.make(
      () => from,
      () => to,
      () => false,
    );
    this.named.set(name, transport);
    return transport;
  }

  private make(from: () => Owner, to: () => Owner, isOver: () => boolean): Transport {
    const transport: Transport = { from, to, isOver, steps: [] };
    this.all.push(transport);
    return transport;
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
    far.isFar = true;
    const [nearOwner, farOwner] = [() => near.owner, () => far.owner];
    near.far = { end: far, transport: this.make(nearOwner, farOwner, () => !far.isOpen) };
    far.far = { end: near, transport: this.make(farOwner, nearOwner, () => !near.isOpen) };
    this.ends = [...this.ends.filter((end) => end.isOpen), near, far];
    near.far.transport.steps.push(() => {
      if (!far.isOpen) return;
      far.hasArrived = true;
      arrive(far);
    });
    return near;
  }

  /**
   * Takes one step on one of the transports where something is on its way to who is not slow. False: nothing is.
   * @param isMeant only the transports between these
   */
  step(pick: number, isMeant: (from: Owner, to: Owner) => boolean = () => true): boolean {
    this.all = this.all.filter((transport) => !transport.isOver());
    const busy = this.all.filter(
      ({ steps, from, to }) => steps.length > 0 && !this.slow.has(to()) && isMeant(from(), to()),
    );
    const step = busy[pick % Math.max(1, busy.length)]?.steps.shift();
    step?.();
    return step !== undefined;
  }

  /** Cuts one of an owner's ports (`End.sever`). @param told runs once the owner was told */
  cut(owner: Owner, pick: number, isDeaf: boolean, told: () => void): void {
    const own = this.ends.filter((end) => end.isOpen && end.owner === owner);
    own[pick % Math.max(1, own.length)]?.sever(isDeaf, told);
  }

  /** Whether a port leads from the one straight to the other: what the one posts now arrives. */
  isJoined(one: Owner, other: Owner): boolean {
    return this.ends.some(
      ({ isOpen, hasArrived, isSevered, owner, far }) =>
        owner === one && isOpen && hasArrived && !isSevered && far?.end.owner === other && far.end.isOpen,
    );
  }

  /**
   * An owner is no more: its ports are cut, and what was on its way to it is lost.
   * @param isAbrupt what it said last is lost too
   * @param isMute nobody hears of it who was only about to reach it
   */
  end(owner: Owner, isAbrupt: boolean, isMute = false): void {
    for (const transport of this.all) {
      if (transport.to() === owner) transport.steps.splice(0);
      else if (isAbrupt && transport.from() === owner)
        transport.steps = transport.steps.filter((step) => cuts.has(step));
    }
    for (const end of this.ends) {
      if (end.owner !== owner) continue;
      if (isMute && end.isFar && !end.hasArrived) end.isOpen = false;
      else end.disconnect();
    }
  }

  /** What an owner has posted over its ports, and has not arrived, is lost. */
  lose(owner: Owner): void {
    const messages = new Set(this.named.values());
    for (const transport of this.all) {
      if (transport.from() === owner && !messages.has(transport))
        transport.steps = transport.steps.filter((step) => cuts.has(step));
    }
  }

  /** How many open ends an owner has. */
  open(owner?: Owner): number {
    return this.ends.filter((end) => end.isOpen && !end.isDeaf && (owner === undefined || end.owner === owner)).length;
  }

  /** Whether something is on its way on one of these transports. */
  isBusy(isMeant: (from: Owner, to: Owner) => boolean): boolean {
    return this.all.some(({ from, to, steps }) => steps.length > 0 && isMeant(from(), to()));
  }
}
