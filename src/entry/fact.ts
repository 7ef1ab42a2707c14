/** What a session is fed with, one by one: entries, and what is told of documents beside them. */
import type { DocumentInfo, Entry } from './entry.ts';

/** What is told of a document beside its entries. */
export type Told =
  | { readonly what: 'lost'; readonly document: string; readonly count: number }
  /**
   * Something was left out here because the user wanted it so (record off, or cleared): not lost, but not seen either.
   * `through`: the last number left out; 0 where nothing was numbered.
   */
  | { readonly what: 'skipped'; readonly document: string; readonly through: number }
  /** All that was recorded there until a time, by its own clock, has been fed. Without it, the latest message tells. */
  | { readonly what: 'seen'; readonly document: string; readonly t: number }
  | { readonly what: 'ended'; readonly document: string; readonly t: number };

/** What is no entry. */
export type DocumentFact =
  | { readonly what: 'document'; readonly info: DocumentInfo }
  /**
   * All times of a document, in ms, are those of the session once `offset` is added: those of its entries, and those below.
   * Mostly told before its entries; should it turn out otherwise later, they are taken in anew.
   */
  | { readonly what: 'clock'; readonly document: string; readonly offset: number }
  | Told;

/** What the user put into the log of messages. It is in recordings alone: a session is not fed with it. */
export type Annotation =
  /** A line between messages. `t`: by the session's clock, ms. */
  | { readonly what: 'mark'; readonly t: number; readonly name: string }
  /** A pin, a note, or both, on the message of an entry. It follows the entry. `note`: empty if there is none. */
  | {
      readonly what: 'annotation';
      readonly document: string;
      readonly n: number;
      readonly pinned: boolean;
      readonly note: string;
    };

/** Whether a fact is one that the user put there. */
export function isAnnotation(fact: Fact): fact is Annotation {
  return fact.what === 'mark' || fact.what === 'annotation';
}

/** One of these: a recording has a line for each (docs/recording.md). */
export type Fact =
  | DocumentFact
  | Annotation
  | { readonly what: 'entry'; readonly document: string; readonly entry: Entry };
