/** Which keys changed, and in which version: who follows a table need not look at all of it. */
import { firstNot } from './first-not.ts';

/** Changes that are remembered. A cut of the messages takes up to 10,000 rows at once. */
const MOST = 20_000;

/** The log. */
export class ChangeLog {
  private readonly keys: string[] = [];
  /** The version of each of the keys; they rise. */
  private readonly versions: number[] = [];
  /** Changes up to this version are not remembered. */
  private forgotten = Number.NEGATIVE_INFINITY;

  note(version: number, key: string): void {
    this.keys.push(key);
    this.versions.push(version);
    // In one go, so that it costs each change as good as nothing.
    if (this.keys.length < 2 * MOST) return;
    this.forgotten = this.versions[MOST - 1] ?? this.forgotten;
    this.keys.splice(0, MOST);
    this.versions.splice(0, MOST);
  }

  /** Keys that changed, came or went since a version; null: too many to tell. */
  since(version: number): ReadonlySet<string> | null {
    if (version < this.forgotten) return null;
    const first = firstNot(this.versions.length, (place) => (this.versions[place] ?? 0) <= version);
    return new Set(this.keys.slice(first));
  }
}
