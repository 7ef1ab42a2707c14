/** A panel's link to its tab: what can be asked of it, and what it tells. */
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import type { DocumentConnection } from './document-connections.ts';
import type { Command, Reach, Refusal } from './link-messages.ts';

/** What the link tells the panel. */
export interface LinkEvents {
  /** A document announced itself: it is in the tab now. */
  onPresent(info: DocumentInfo): void;
  /**
   * The times of a document, those of `onEnded` and of its entries, are the panel's once this is added, in ms (`clock.ts`). Told
   * before its first entry, and again should it turn out to be otherwise.
   */
  onClock(document: string, offset: number): void;
  onDocument(info: DocumentInfo): void;
  /** `behind`: more is waiting. */
  onEntries(document: string, entries: readonly Entry[], behind: boolean): void;
  onLost(document: string, count: number): void;
  /** Entries up to this number were left out because the user wanted it so. */
  onSkipped(document: string, through: number): void;
  /** `at`: by its own clock. */
  onEnded(document: string, at: number): void;
  onRefused(ref: string, why: Refusal, detail: string): void;
  /** All that a document had recorded at a time of the panel's clock has been brought. Answers `catchUp`. */
  onCurrent(document: string, at: number): void;
  /** The state of a connection changed. */
  onConnections(): void;
}

/** The link of a panel to its tab. */
export interface TabLink {
  /** Says hello to the tab. Not reached: no bridge is there (the page is older than the extension, or closed to it). */
  hello(): Promise<Reach>;
  connections(): readonly DocumentConnection[];
  /** Sends a command through a document's bridge. False: it is not connected. */
  send(document: string, command: Command): boolean;
  record(on: boolean): void;
  /** Forgets the record in every frame. */
  clear(): void;
  /** Asks each live document whether all was brought. It costs one small message each. */
  catchUp(): void;
  /** Forgets documents that are gone. */
  forget(document: string): void;
}
