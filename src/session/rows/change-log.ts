/** What changed in a growing list, for those who follow it: from which place on, and how many went at its beginning. */

/** Changes that are remembered apart; older ones are told together. */
const MOST = 1_000;

/** The log. Places are counted from the list's first beginning on, so that a cut moves none. */
export class ChangeLog {
  /** Rising versions with rising places: a later, lower change hides those above it. */
  private readonly changes: { version: number; readonly from: number }[] = [];
  /** What was cut in all, after each cut. */
  private readonly cuts: { readonly version: number; readonly total: number }[] = [];
  private total = 0;
  /** The last cut that is not remembered apart, and what was cut in all then. */
  private forgotten = { version: Number.NEGATIVE_INFINITY, total: 0 };

  /**
   * Notes a change.
   * @param from the lowest index that differs, once the beginning is cut; Infinity for none
   * @param cut members that went at the beginning
   */
  note(version: number, from: number, cut: number): void {
    this.total += cut;
    if (cut > 0) {
      this.cuts.push({ version, total: this.total });
      if (this.cuts.length > MOST) this.forgotten = this.cuts.shift() ?? this.forgotten;
    }
    if (from === Number.POSITIVE_INFINITY) return;
    const place = from + this.total;
    while ((this.changes.at(-1)?.from ?? -1) >= place) this.changes.pop();
    this.changes.push({ version, from: place });
    if (this.changes.length <= MOST) return;
    // Together they are told with the lower place, which is never too high.
    const [first, second] = this.changes;
    if (first && second) this.changes.splice(0, 2, { version: second.version, from: first.from });
  }

  /** The lowest index from which members may differ since a version; `length` if none does. */
  changedSince(version: number, length: number): number {
    if (version < this.forgotten.version) return 0;
    let place = Number.POSITIVE_INFINITY;
    // Who follows, asks for what is young.
    for (let at = this.changes.length - 1; at >= 0; at -= 1) {
      const change = this.changes[at];
      if (!change || change.version <= version) break;
      place = change.from;
    }
    return Math.min(Math.max(0, place - this.total), length);
  }

  /** How many went at the beginning since a version. */
  cutSince(version: number): number {
    const known = this.cuts.findLast((cut) => cut.version <= version);
    if (known) return this.total - known.total;
    return version < this.forgotten.version ? 0 : this.total - this.forgotten.total;
  }
}
