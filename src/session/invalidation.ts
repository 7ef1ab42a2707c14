/** What is less sure than was thought: documents came and went, moved, or something of them is missing. */
import type { WatchedDocument } from './documents.ts';
import type { InteractionIndex } from './interaction-index.ts';
import type { SessionInput } from './model.ts';
import { observationsOf } from './observations.ts';
import type { RequestCorrelation } from './request-correlation.ts';

/** Clocks of two documents may differ by this much, in ms. */
const SKEW_MS = 1_000;

/** What must be looked at anew. */
export interface Invalidated {
  /** Everything: who is believed is other than was thought, or documents stand elsewhere or were forgotten. */
  readonly all: boolean;
  /** Documents that came or went, and those in `changed`: who else was where, and who could have heard it. */
  readonly documents: ReadonlySet<WatchedDocument>;
  /** Documents whose own messages may mean something else: one became a host, moved, was heard for the first time, lost something. */
  readonly changed: ReadonlySet<WatchedDocument>;
}

/** Everything must be looked at. */
export const ALL_INVALIDATED: Invalidated = { all: true, documents: new Set(), changed: new Set() };

/** The invalidation of a session until it looks. */
export class Invalidation implements Invalidated {
  all = false;
  readonly documents = new Set<WatchedDocument>();
  readonly changed = new Set<WatchedDocument>();
  /** Documents whose WWE has another origin than was thought. */
  private readonly spoken = new Set<WatchedDocument>();

  get any(): boolean {
    return this.all || this.documents.size > 0;
  }

  /** A document came or went. */
  moved(document: WatchedDocument): void {
    this.documents.add(document);
  }

  /** The link told something of a document beside its entries. */
  told(document: WatchedDocument, what: SessionInput['what']): void {
    if (what === 'ended') this.moved(document);
    else if (what !== 'seen') this.touched(document, false);
  }

  /** @param spoke whether it heard something new of who WWE is */
  touched(document: WatchedDocument, spoke: boolean): void {
    this.documents.add(document);
    this.changed.add(document);
    if (spoke) this.spoken.add(document);
  }

  /** Who sent what may look different. */
  ofRequests(requests: RequestCorrelation): void {
    if (this.all) requests.invalidate(Number.NEGATIVE_INFINITY);
    else for (const document of this.documents) requests.invalidate(sinceOf(document));
  }

  /** How interactions ended, what blocks them, which one an id means. */
  ofInteractions(interactionIndex: InteractionIndex): void {
    if (this.all) {
      interactionIndex.invalidate();
      return;
    }
    for (const document of this.documents) {
      for (const id of observationsOf(document).keys()) interactionIndex.invalidateId(id);
      // What was born while WWE's window was watched is known to be unblocked.
      if (document.isHost) interactionIndex.invalidateSeenSince(sinceOf(document));
    }
    for (const { absences } of this.spoken) {
      let first = Number.POSITIVE_INFINITY;
      for (const { t } of absences.all()) first = Math.min(first, t);
      // What is not in a list of the same WWE, reloaded, is gone.
      if (absences.size > 0) interactionIndex.invalidateEndings(first - 1);
    }
  }

  clear(): void {
    this.all = false;
    this.documents.clear();
    this.changed.clear();
    this.spoken.clear();
  }
}

/** From when on anything can be of a document, or have been sent to it, ms since the epoch. */
export function sinceOf({ born, earliest }: WatchedDocument): number {
  return Math.min(born, earliest) - SKEW_MS;
}
