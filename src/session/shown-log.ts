/** Which interactions, or requests, were shown anew lately: who follows them need not look at all. */

/** Shows that are remembered. */
const MOST = 5_000;

/** The log. */
export class ShownLog {
  private shows: { readonly version: number; readonly key: string }[] = [];
  /** Shows up to this version are not remembered. */
  private forgotten = Number.NEGATIVE_INFINITY;

  note(version: number, key: string): void {
    this.shows.push({ version, key });
    // In one go, so that it costs each show as good as nothing.
    if (this.shows.length < 2 * MOST) return;
    const gone = this.shows.splice(0, MOST);
    this.forgotten = gone.at(-1)?.version ?? this.forgotten;
  }

  /** Keys of those that were shown anew, or went, since a version; null: too many to tell. */
  since(version: number): ReadonlySet<string> | null {
    if (version < this.forgotten) return null;
    const keys = new Set<string>();
    for (let at = this.shows.length - 1; at >= 0; at -= 1) {
      const show = this.shows[at];
      if (!show || show.version <= version) break;
      keys.add(show.key);
    }
    return keys;
  }
}
