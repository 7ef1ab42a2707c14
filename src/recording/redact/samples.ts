/** Some of what was replaced, before and after, for whoever decides whether a file may leave. */
import { type Place, pathOf } from './place.ts';

/** One value that was replaced. */
export interface Sample {
  /** Where it stands: `data/interaction/ani`. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** How many values were replaced there. */
  readonly count: number;
}

/** So many places are told apart. */
const MOST = 500;
const MOST_TEXT = 200;

/** Collects one sample for each place. */
export class Samples {
  private readonly byPath = new Map<string, { -readonly [Key in keyof Sample]: Sample[Key] }>();

  add(place: Place, before: unknown, after: unknown): void {
    const path = pathOf(place);
    const known = this.byPath.get(path);
    if (known) known.count += 1;
    else if (this.byPath.size < MOST) {
      this.byPath.set(path, { path, before: short(before), after: short(after), count: 1 });
    }
  }

  /** By how often something was replaced there. */
  get all(): readonly Sample[] {
    return [...this.byPath.values()].map((one) => ({ ...one })).sort((a, b) => b.count - a.count);
  }
}

function short(value: unknown): string {
  const text = String(value);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}
