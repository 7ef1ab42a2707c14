/** Where something is missing in a document's record: entries, or notes that the probe dropped. */

/** Losses that are remembered. */
const MOST = 1_000;

/** Number of the first entry after something that is missing, and when it was over, ms since the epoch. */
export interface MissingPart {
  readonly n: number;
  readonly at: number;
}

/** The losses of one document. */
export class MissingParts {
  private readonly list: MissingPart[] = [];

  /** Numbers must not fall; times do not either, by what is remembered. */
  add({ n, at }: MissingPart): void {
    this.list.push({ n, at: Math.max(at, this.list.at(-1)?.at ?? at) });
    if (this.list.length > MOST) this.list.shift();
  }

  /** The last one before an entry. */
  before(n: number): MissingPart | null {
    return this.list.findLast((loss) => loss.n <= n) ?? null;
  }
}
