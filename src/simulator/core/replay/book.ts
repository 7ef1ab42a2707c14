/** Which requests of a recording live pages have made, and which are still to come. */
import { isAlike } from './alike.ts';
import type { AskedFor, PlannedRequest, ReplayPlan } from './plan.ts';

/** What became of a recorded request. */
export interface BookedRequest {
  readonly planned: PlannedRequest;
  /** `missing`: no page made it in time. */
  status: 'waiting' | 'matched' | 'missing';
  /** When it was made, on the host's clock, ms. */
  matchedAt: number;
  /** The reference id that the live page gave it. */
  ref: unknown;
}

/** A request as a live page makes it. */
export interface LiveRequest {
  readonly frame: number;
  /** Number of the page in its frame. */
  readonly page: number;
  readonly asked: AskedFor;
}

/** The requests of a plan. */
export interface RequestBook {
  readonly all: readonly BookedRequest[];
  /** The first that is still waited for; undefined: none is. */
  first(): BookedRequest | undefined;
  /** The recorded request that this is: one that is waited for, else one that comes late. */
  find(live: LiveRequest): BookedRequest | undefined;
  /** One that was made already and asks for the same: the last of them. */
  findMade(live: LiveRequest): BookedRequest | undefined;
}

/** Further back nobody looks for one that asks for the same. */
const MOST_MADE = 100;

/** Makes the book. */
export function createRequestBook({ requests, isRedacted }: ReplayPlan): RequestBook {
  const all = requests.map((planned): BookedRequest => ({ planned, status: 'waiting', matchedAt: 0, ref: undefined }));
  /** Those not made yet, by time, and the last that were. */
  const byName = new Map<string, { readonly open: BookedRequest[]; begin: number; readonly made: BookedRequest[] }>();
  const named = (frame: number, asked: AskedFor) => {
    const name = `${frame} ${asked.is} ${asked.is === 'call' ? asked.service : ''}`;
    const known = byName.get(name) ?? { open: [], begin: 0, made: [] };
    byName.set(name, known);
    return known;
  };
  for (const one of all) named(one.planned.frame, one.planned.asked).open.push(one);
  let next = 0;
  return {
    all,
    first() {
      while (all[next] !== undefined && all[next]?.status !== 'waiting') next += 1;
      return all[next];
    },
    find({ frame, page, asked }) {
      const group = named(frame, asked);
      const find = (isLoose: boolean): number =>
        placeOfBest(group.open, group.begin, page, (one) => isAlike(one.planned.asked, asked, isLoose));
      let place = find(false);
      if (place < 0 && isRedacted) place = find(true);
      const match = group.open[place];
      if (!match) return undefined;
      // Mostly it is the first: a list of many is not made anew each time.
      if (place === group.begin) group.begin += 1;
      else group.open.splice(place, 1);
      group.made.push(match);
      if (group.made.length > MOST_MADE) group.made.splice(0, MOST_MADE / 2);
      return match;
    },
    findMade: ({ frame, asked }) =>
      named(frame, asked).made.findLast((one) => isAlike(one.planned.asked, asked, isRedacted)),
  };
}

/** Of those that fit: one that is waited for before one that comes late, one of the same page before one of another. */
function placeOfBest(
  open: readonly BookedRequest[],
  begin: number,
  page: number,
  fits: (one: BookedRequest) => boolean,
): number {
  let found = -1;
  let foundRank = Number.POSITIVE_INFINITY;
  for (let place = begin; place < open.length && foundRank > 0; place += 1) {
    const one = open[place];
    if (one === undefined) break;
    const rank = (one.status === 'waiting' ? 0 : 2) + (one.planned.page === page ? 0 : 1);
    if (rank < foundRank && fits(one)) [found, foundRank] = [place, rank];
  }
  return found;
}
