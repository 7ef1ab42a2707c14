/** Windows that proved to be WWE: they answered a request of the client that was seen arriving there (house.md). */
import type { WindowPath } from '../entry/entry.ts';
import type { WatchedDocument } from './documents.ts';

/** Forgotten proofs of one window that go on counting, each by another host document. */
const SEALS = 100;

/** An answer that proves its sender. */
export interface Proof {
  readonly peer: WindowPath;
  readonly origin: string;
  /** The document that was seen receiving the request. */
  readonly host: WatchedDocument;
  /** Number of the answer's entry. */
  readonly n: number;
}

/** A proven window, by proofs that stand and by some that were since forgotten. */
interface ProvenWindow {
  readonly key: string;
  readonly peer: WindowPath;
  readonly origin: string;
  /** By key of the request. */
  readonly proofs: Map<string, Proof>;
  /** By host: the highest number of an answer. */
  readonly sealed: Map<WatchedDocument, number>;
  /** The highest number of all; null while it must be looked up. */
  latest: number | null;
}

/** A window's key. A frame's path can become another frame's: only with its origin is it the window that was proven. */
export function keyOfWindow(peer: WindowPath, origin: string): string {
  return JSON.stringify([peer, origin]);
}

/** The proofs of one client document. What they say depends on the set of them, not on their order. */
export class Proofs {
  private readonly windows = new Map<string, ProvenWindow>();
  private readonly byRequest = new Map<string, ProvenWindow>();

  /** Keys of the proven windows. */
  keys(): ReadonlySet<string> {
    return new Set(this.windows.keys());
  }

  add(request: string, proof: Proof): void {
    const { peer, origin, n } = proof;
    const key = keyOfWindow(peer, origin);
    let window = this.windows.get(key);
    if (!window) {
      window = { key, peer, origin, proofs: new Map(), sealed: new Map(), latest: null };
      this.windows.set(key, window);
    }
    window.proofs.set(request, proof);
    if (window.latest !== null && n > window.latest) window.latest = n;
    this.byRequest.set(request, window);
  }

  /** @returns whether there was such a proof */
  remove(request: string): boolean {
    const window = this.byRequest.get(request);
    if (!window) return false;
    this.byRequest.delete(request);
    window.proofs.delete(request);
    this.shrink(window);
    return true;
  }

  /** Lets a proof stand although what proved it is about to be forgotten. */
  seal(request: string): void {
    const window = this.byRequest.get(request);
    const proof = window?.proofs.get(request);
    if (!window || !proof) return;
    window.sealed.set(proof.host, Math.max(proof.n, window.sealed.get(proof.host) ?? 0));
    const [oldest] = window.sealed.keys();
    if (window.sealed.size > SEALS && oldest) window.sealed.delete(oldest);
  }

  sealAll(): void {
    for (const request of this.byRequest.keys()) this.seal(request);
  }

  /** Forgets what was proven by documents that are not known any more. */
  forgetHosts(isKnown: (host: WatchedDocument) => boolean): void {
    for (const window of [...this.windows.values()]) {
      for (const host of [...window.sealed.keys()]) if (!isKnown(host)) window.sealed.delete(host);
      this.shrink(window);
    }
  }

  private shrink(window: ProvenWindow): void {
    window.latest = null;
    if (window.proofs.size === 0 && window.sealed.size === 0) this.windows.delete(window.key);
  }

  /** The window that was proven last. */
  latest(): { readonly peer: WindowPath; readonly origin: string } | null {
    let best: { readonly window: ProvenWindow; readonly n: number } | null = null;
    for (const window of this.windows.values()) {
      const n = latestOf(window);
      if (best === null || n > best.n) best = { window, n };
    }
    return best?.window ?? null;
  }
}

function latestOf(window: ProvenWindow): number {
  if (window.latest !== null) return window.latest;
  let latest = 0;
  for (const { n } of window.proofs.values()) latest = Math.max(latest, n);
  for (const n of window.sealed.values()) latest = Math.max(latest, n);
  window.latest = latest;
  return latest;
}
