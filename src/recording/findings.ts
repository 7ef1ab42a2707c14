/** What is wrong with a file, in words, with the number of the line. */

/** What can be wrong. */
export type FindingCode =
  | 'empty'
  | 'foreign'
  | 'newer'
  | 'no header'
  | 'wrong header'
  | 'second header'
  | 'cut off'
  | 'counts differ'
  | 'after the end'
  | 'damaged gzip'
  | 'too much'
  | 'line too long'
  | 'not UTF-8'
  | 'NUL'
  | 'not JSON'
  | 'too deep'
  | 'unknown line'
  | 'wrong value'
  | 'number repeated'
  | 'document doubled'
  | 'unknown document';

/** One thing that is wrong. */
export interface Finding {
  readonly code: FindingCode;
  /** From 1; 0: the whole file. */
  readonly line: number;
  /** A sentence. It quotes nothing of the file. */
  readonly words: string;
}

/** So many are kept; the rest is counted. */
const MOST = 200;

/** Collects what is wrong: a file of garbage has a million findings, of which the first tell enough. */
export class Findings {
  private readonly kept: Finding[] = [];
  private readonly counts = new Map<FindingCode, number>();
  /** How many there were. */
  total = 0;

  add(code: FindingCode, line: number, words: string): void {
    this.total += 1;
    this.counts.set(code, this.count(code) + 1);
    if (this.kept.length < MOST) this.kept.push({ code, line, words });
  }

  /** The first ones, in the order of the file. */
  get all(): readonly Finding[] {
    return this.kept;
  }

  /** How many there were of a kind. */
  count(code: FindingCode): number {
    return this.counts.get(code) ?? 0;
  }
}

/** The file is not read at all. */
export class RecordingRefused extends Error {
  override readonly name = 'RecordingRefused';
  constructor(readonly finding: Finding) {
    super(finding.words);
  }
}
