/** What follows from lines together: which documents there are, and whether numbers rise. */
import type { DocumentInfo, Entry } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';
import type { Findings } from './findings.ts';

/** More documents than a tab has in a day. */
const MOST_DOCUMENTS = 10_000;

interface KnownDocument {
  readonly timeOrigin: number;
  readonly origin: string;
  lastN: number;
}

/** Checks facts one after the other. */
export class Sequence {
  private readonly documents = new Map<string, KnownDocument>();

  constructor(private readonly findings: Findings) {}

  /** @returns what can be used of a fact: itself mostly; with a document that is made up where its line is missing; nothing */
  take(fact: Fact, line: number): readonly Fact[] {
    if (fact.what === 'document') return this.announce(fact.info, line) ? [fact] : [];
    if (fact.what !== 'entry') return [fact];
    const { document, entry } = fact;
    const known = this.documents.get(document);
    if (!known) {
      const info = madeUp(document, entry);
      this.findings.add(
        'unknown document',
        line,
        'The line of this entry’s document is missing: little is known of it.',
      );
      return this.announce(info, line) ? [{ what: 'document', info }, ...this.take(fact, line)] : [];
    }
    if (entry.n <= known.lastN) {
      this.findings.add(
        'number repeated',
        line,
        'An entry with this number, or a later one, came before. It is left out.',
      );
      return [];
    }
    known.lastN = entry.n;
    return [fact];
  }

  private announce({ document, timeOrigin, origin }: DocumentInfo, line: number): boolean {
    const known = this.documents.get(document);
    if (known && (known.timeOrigin !== timeOrigin || known.origin !== origin)) {
      const words = 'Another document with the same id came before. This one is left out.';
      this.findings.add('document doubled', line, words);
      return false;
    }
    if (known) return true;
    if (this.documents.size === MOST_DOCUMENTS) {
      this.findings.add('too much', line, `More than ${MOST_DOCUMENTS} documents are not read.`);
      return false;
    }
    this.documents.set(document, { timeOrigin, origin, lastN: 0 });
    return true;
  }
}

/** What an entry tells of its document. */
function madeUp(document: string, { path, t }: Entry): DocumentInfo {
  const end = path.lastIndexOf('/');
  // An id begins with the time origin.
  const began = Number.parseFloat(document);
  return {
    document,
    url: '',
    origin: '',
    title: '',
    path,
    target: end < 0 ? null : path.slice(0, end),
    timeOrigin: Number.isFinite(began) ? began : t,
  };
}
