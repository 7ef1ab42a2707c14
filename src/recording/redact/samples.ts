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

type OpenSample = { -readonly [Key in keyof Sample]: Sample[Key] };

/** So many places are told apart. */
const MOST = 500;
const MOST_TEXT = 200;

/** Collects one sample for each place. */
export class Samples {
  private readonly byPath = new Map<string, OpenSample>();
  private readonly byPlace = new WeakMap<Place, OpenSample>();

  /** Counts a value. What it gives can count further ones; undefined: of that place there is no sample. */
  add(place: Place, before: unknown, after: unknown): { count: number } | undefined {
    const sample = this.byPlace.get(place) ?? this.sampleAt(place, before, after);
    if (sample) sample.count += 1;
    return sample;
  }

  private sampleAt(place: Place, before: unknown, after: unknown): OpenSample | undefined {
    const path = pathOf(place);
    let sample = this.byPath.get(path);
    if (!sample && this.byPath.size < MOST) {
      sample = { path, before: short(before), after: short(after), count: 0 };
      this.byPath.set(path, sample);
    }
    if (sample) this.byPlace.set(place, sample);
    return sample;
  }

  /** By how often something was replaced there. */
  get all(): readonly Sample[] {
    const counted = [...this.byPath.values()].filter(({ count }) => count > 0);
    return counted.map((one) => ({ ...one })).sort((a, b) => b.count - a.count);
  }
}

function short(value: unknown): string {
  const text = String(value);
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}
