/**
 * Windows that proved to be WWE: they answered a request of the client that was seen arriving there
 * (docs/architecture.md).
 */
import type { WindowPath } from '../entry/entry.ts';

/** Forgotten proofs of one window that go on counting, each by another host document. */
const MOST_RETAINED = 100;

/** A document in which a request was seen arriving. */
export interface HostDocument {
  readonly live: boolean;
}

/** An answer that proves its sender. */
export interface Verification<Host extends HostDocument> {
  readonly peer: WindowPath;
  readonly origin: string;
  /** The document that was seen receiving the request. */
  readonly host: Host;
  /** Number of the answer's entry. */
  readonly n: number;
}

/** A proven window, by proofs that stand and by some that were since forgotten. */
interface VerifiedWindow<Host extends HostDocument> {
  readonly key: string;
  readonly peer: WindowPath;
  readonly origin: string;
  /** By key of the request. */
  readonly verifications: Map<string, Verification<Host>>;
  /** By host: the highest number of an answer. */
  readonly retained: Map<Host, number>;
  /** The one with the highest number of all; null while it must be looked up. */
  latest: LatestAnswer<Host> | null;
}

type LatestAnswer<Host extends HostDocument> = Pick<Verification<Host>, 'host' | 'n'>;

/** A window's key. A frame's path can become another frame's: only with its origin is it the window that was proven. */
export function keyOfWindow(peer: WindowPath, origin: string): string {
  return JSON.stringify([peer, origin]);
}

/** The proofs of one client document. What they say depends on the set of them, not on their order. */
export class VerifiedWindows<Host extends HostDocument> {
  private readonly byKey = new Map<string, VerifiedWindow<Host>>();
  private readonly byRequest = new Map<string, VerifiedWindow<Host>>();

  /** Keys of the proven windows. */
  keys(): ReadonlySet<string> {
    return new Set(this.byKey.keys());
  }

  add(request: string, proof: Verification<Host>): void {
    const { peer, origin, host, n } = proof;
    const key = keyOfWindow(peer, origin);
    let window = this.byKey.get(key);
    if (!window) {
      window = { key, peer, origin, verifications: new Map(), retained: new Map(), latest: null };
      this.byKey.set(key, window);
    }
    window.verifications.set(request, proof);
    if (window.latest !== null && n > window.latest.n) window.latest = { host, n };
    this.byRequest.set(request, window);
  }

  /** @returns whether there was such a proof */
  remove(request: string): boolean {
    const window = this.byRequest.get(request);
    if (!window) return false;
    this.byRequest.delete(request);
    window.verifications.delete(request);
    this.removeIfUnverified(window);
    return true;
  }

  /** Lets a proof stand although what proved it is about to be forgotten. */
  retain(request: string): void {
    const window = this.byRequest.get(request);
    const proof = window?.verifications.get(request);
    if (!window || !proof) return;
    window.retained.set(proof.host, Math.max(proof.n, window.retained.get(proof.host) ?? 0));
    const [oldest] = window.retained.keys();
    if (window.retained.size > MOST_RETAINED && oldest) window.retained.delete(oldest);
  }

  retainAll(): void {
    for (const request of this.byRequest.keys()) this.retain(request);
  }

  /** Forgets what was proven by documents that are not known any more. */
  forgetHosts(isKnown: (host: Host) => boolean): void {
    for (const window of [...this.byKey.values()]) {
      for (const host of [...window.retained.keys()]) if (!isKnown(host)) window.retained.delete(host);
      this.removeIfUnverified(window);
    }
  }

  private removeIfUnverified(window: VerifiedWindow<Host>): void {
    window.latest = null;
    if (window.verifications.size === 0 && window.retained.size === 0) this.byKey.delete(window.key);
  }

  /** All proven windows, each by its last proof. */
  windows(): readonly Verification<Host>[] {
    return [...this.byKey.values()].flatMap((window) => {
      const last = lastOf(window);
      return last ? { peer: window.peer, origin: window.origin, ...last } : [];
    });
  }

  /** The document that was last seen receiving what a window answered; null: it is not proven. */
  hostOf(key: string): Host | null {
    const window = this.byKey.get(key);
    return (window && lastOf(window)?.host) ?? null;
  }

  /**
   * The windows that are there now, as far as known: of each host that lives, where it answered last, for frames move. While
   * none lives, the one that was proven last: WWE is being reloaded, or was not watched since.
   */
  present(): readonly Verification<Host>[] {
    const byHost = new Map<Host, Verification<Host>>();
    for (const one of this.windows()) {
      const known = byHost.get(one.host);
      if (one.host.live && (!known || known.n < one.n)) byHost.set(one.host, one);
    }
    if (byHost.size > 0) return [...byHost.values()].sort((a, b) => a.n - b.n);
    const last = this.latest();
    return last ? [last] : [];
  }

  /** The window that was proven last. */
  latest(): Verification<Host> | null {
    const [first, ...others] = this.windows();
    return first ? others.reduce((last, one) => (one.n > last.n ? one : last), first) : null;
  }
}

function lastOf<Host extends HostDocument>(window: VerifiedWindow<Host>): LatestAnswer<Host> | null {
  if (window.latest !== null) return window.latest;
  let last: LatestAnswer<Host> | null = null;
  for (const { host, n } of window.verifications.values()) if (last === null || n > last.n) last = { host, n };
  for (const [host, n] of window.retained) if (last === null || n > last.n) last = { host, n };
  window.latest = last;
  return last;
}
