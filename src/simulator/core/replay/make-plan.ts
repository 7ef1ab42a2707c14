/** Makes the plan of a replay of a recording. */
import type { Entry, Fact, RecordingHeader } from '../../../recording/index.ts';
import type { PlannedStep, ReplayPlan } from './plan.ts';
import { type Arrival, readSources, type SourceDocument, type SourceRequest, type Sources } from './sources.ts';
import { postable } from './values.ts';

/** A request may have come so much earlier than its page's document, by their clocks, ms. */
const SLACK_MS = 50;

/** A page of the recording: a document of a client. */
interface SourcePage {
  readonly document: SourceDocument;
  readonly frame: number;
  readonly page: number;
  readonly began: number;
  readonly requests: SourceRequest[];
}

/** Reads the facts of a recording to their end. @param header null: it is damaged */
export async function planReplay(
  header: Pick<RecordingHeader, 'redacted'> | null,
  facts: AsyncIterable<Fact> | Iterable<Fact>,
): Promise<ReplayPlan> {
  const sources = await readSources(facts);
  const left = new Map<string, number>();
  const leave = (why: string, count = 1): void => {
    if (count > 0) left.set(why, (left.get(why) ?? 0) + count);
  };
  leave('of a kind that could not be read', sources.unread);
  leave('of the tool itself, and answers to them', sources.toolRefs.size);
  const pages = pagesOf(sources, leave);
  const made = pages.map((page, place) => {
    const next = pages[place + 1];
    return { page, steps: stepsOf(page, next?.frame === page.frame ? next : null, sources, leave) };
  });
  const all = pages.flatMap(({ requests, frame, page }) => requests.map((request) => ({ request, frame, page })));
  const requests = all.sort((a, b) => byTime(a.request, b.request));
  const times = [...requests.map(({ request }) => request.t), ...made.flatMap(({ steps }) => steps.map(({ t }) => t))];
  const first = times.reduce((least, t) => Math.min(least, t), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, t) => Math.max(most, t), first);

  const places = new Map(requests.map(({ request }, place) => [request, place]));
  const lanes: PlannedStep[][] = [];
  for (const { page, steps } of made) {
    const lane = lanes[page.frame] ?? [];
    lanes[page.frame] = lane;
    for (const step of steps) {
      const atMs = step.t - first;
      const after = (): number => countBefore(requests, ({ request }) => byTime(request, step) < 0);
      if (step.is === 'reload') lane.push({ is: 'reload', atMs, after: after() });
      else if (step.is === 'message') {
        const { message, forged } = step;
        lane.push({ is: 'message', atMs, after: after(), page: page.page, message, forged });
      } else lane.push({ is: 'answer', atMs, page: page.page, message: step.message, to: places.get(step.to) ?? -1 });
    }
  }
  return {
    frames: lanes.length,
    lengthMs: pages.length === 0 ? 0 : last - first,
    isRedacted: (header?.redacted ?? null) !== null,
    requests: requests.map(({ request: { t, asked, ref }, frame, page }) => ({
      atMs: t - first,
      frame,
      page,
      asked,
      ref,
    })),
    lanes,
    leftOut: [...left].map(([why, count]) => `${count} ${count === 1 ? 'message' : 'messages'} ${why}`),
  };
}

/** What happened at a time. */
interface Timed {
  readonly t: number;
  readonly place: number;
}

function byTime(a: Timed, b: Timed): number {
  return a.t - b.t || a.place - b.place;
}

/** How many of a sorted list are before a point. */
function countBefore<T>(sorted: readonly T[], isBefore: (one: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && isBefore(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Leave = (why: string, count?: number) => void;

/** The pages, by the frames in which they were, each frame's in order of time. */
function pagesOf({ documents, arrivals }: Sources, leave: Leave): readonly SourcePage[] {
  const servers = new Set(arrivals.map((arrival) => arrival.in));
  const clients = documents
    .filter((one) => !servers.has(one) && (one.info.target !== null || one.got.length > 0 || one.called.length > 0))
    .map((document) => ({ document, began: document.info.timeOrigin + document.offset }))
    .sort((a, b) => a.began - b.began);
  const frames = new Map<string, SourcePage[]>();
  for (const { document, began } of clients) {
    const inFrame = frames.get(document.info.path) ?? [];
    frames.set(document.info.path, inFrame);
    inFrame.push({
      document,
      frame: [...frames.keys()].indexOf(document.info.path),
      page: inFrame.length,
      began,
      requests: [],
    });
  }
  for (const arrival of arrivals) {
    const page = senderOf(arrival, frames);
    if (page) page.requests.push(arrival);
    else leave('from a page that is not in the recording');
  }
  const all = [...frames.values()].flat();
  for (const page of all) {
    // Where WWE's window was not watched, only the probe saw what the page asked for.
    if (page.requests.length > 0) continue;
    for (const request of page.document.called) page.requests.push(request);
  }
  return all;
}

function senderOf(
  { peer, origin, t }: Arrival,
  frames: ReadonlyMap<string, readonly SourcePage[]>,
): SourcePage | undefined {
  const there = ({ began }: SourcePage): boolean => began <= t + SLACK_MS;
  const byPath = frames.get(peer)?.filter(there).at(-1);
  if (byPath) return byPath;
  // A window without a place, such as one in a shadow root: its origin may tell.
  const [only, other] = [...frames.values()].flat().filter((one) => one.document.info.origin === origin && there(one));
  return other === undefined ? only : undefined;
}

/** A step before its request has a place. */
type SourceStep = Timed &
  (
    | { readonly is: 'message'; readonly message: unknown; readonly forged: boolean }
    | { readonly is: 'answer'; readonly message: unknown; readonly to: SourceRequest }
    | { readonly is: 'reload' }
  );

/** @param next the page that was loaded after it in its frame */
function stepsOf(
  source: SourcePage,
  next: SourcePage | null,
  { toolRefs, arrivals }: Sources,
  leave: Leave,
): readonly SourceStep[] {
  const { document } = source;
  const servers = new Set(arrivals.map((arrival) => arrival.in.info.path));
  const isWwe = (entry: Entry): boolean => entry.peer === document.info.target || servers.has(entry.peer);
  /** Requests of an id, oldest first; the last that was answered stays, as it may be answered again. */
  const byRef = new Map<unknown, SourceRequest[]>();
  for (const request of source.requests) {
    const same = byRef.get(request.ref);
    if (same) same.push(request);
    else byRef.set(request.ref, [request]);
  }
  const answered = new Set<SourceRequest>();
  const requestOf = (ref: unknown, t: number): SourceRequest | undefined => {
    const sent = byRef.get(ref)?.filter((one) => one.t <= t + SLACK_MS) ?? [];
    return sent.find((one) => !answered.has(one)) ?? sent.at(-1);
  };
  const steps: SourceStep[] = [];
  for (const { entry, place } of document.got) {
    if (toolRefs.has(entry.ref)) continue;
    const { value: message, isWhole } = postable(entry.body);
    if (!isWhole) leave('of which a part is not in the recording: a text stands in its place');
    const t = entry.t + document.offset;
    const isAnswer = (entry.kind === 'success' || entry.kind === 'failure') && isWwe(entry);
    const to = isAnswer ? requestOf(refIn(message), t) : undefined;
    if (to) {
      answered.add(to);
      steps.push({ is: 'answer', t, place, message, to });
    } else if (isAnswer && document.info.since !== undefined) {
      // It would answer whatever the page asks for under this id now.
      leave('that answer what was asked for before the recording began');
    } else steps.push({ is: 'message', t, place, message, forged: !isWwe(entry) });
  }
  const { ended } = document;
  if (next) {
    steps.push({ is: 'reload', t: ended === null ? next.began : ended.t + document.offset, place: ended?.place ?? 0 });
  }
  return steps;
}

function refIn(message: unknown): unknown {
  return typeof message === 'object' && message !== null && Object.hasOwn(message, 'referenceId')
    ? Reflect.get(message, 'referenceId')
    : undefined;
}
