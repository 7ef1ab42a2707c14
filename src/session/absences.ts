/** What one client was told is not among WWE's interactions. */
import { firstNot } from '../table/first-not.ts';

/** Lists that are remembered: only the first one after an interaction's last snapshot ever matters. */
const ABSENCES = 2_000;

/**
 * An answer that says which interactions exist: a whole list, or that one id does not
 * (docs/protocol.md#interaction-services).
 */
export interface Absence {
  readonly n: number;
  readonly t: number;
  /** Key of the WWE that said so: it knows nothing of another's. */
  readonly wwe: string;
  /** `null` for a list: every id that is not in `listed` is gone. */
  readonly onlyId: string | null;
  readonly listed: ReadonlySet<string>;
}

/** The absences of one document, by number of the answer's entry. */
export class Absences {
  private readonly byN = new Map<number, Absence>();
  private sorted: readonly Absence[] | null = null;

  get size(): number {
    return this.byN.size;
  }

  all(): Iterable<Absence> {
    return this.byN.values();
  }

  has(n: number): boolean {
    return this.byN.has(n);
  }

  set(n: number, absence: Absence | null): void {
    if (absence === null) this.byN.delete(n);
    else this.byN.set(n, absence);
    const [oldest] = this.byN.keys();
    if (this.byN.size > ABSENCES && oldest !== undefined) this.byN.delete(oldest);
    this.sorted = null;
  }

  /**
   * The first answer of a WWE after entry `n` that says that an interaction is not there.
   * @param over from that entry on the id is another's: no list has the interaction by it
   */
  after(n: number, id: string, wwe: string, over = Number.POSITIVE_INFINITY): Absence | null {
    this.sorted ??= [...this.byN.values()].sort((a, b) => a.n - b.n);
    const all = this.sorted;
    const first = firstNot(all.length, (place) => (all[place]?.n ?? 0) <= n);
    for (let index = first; index < all.length; index += 1) {
      const absence = all[index];
      if (absence?.wwe !== wwe) continue;
      const isOver = absence.n >= over;
      if (absence.onlyId === null ? isOver || !absence.listed.has(id) : absence.onlyId === id && !isOver)
        return absence;
    }
    return null;
  }
}
