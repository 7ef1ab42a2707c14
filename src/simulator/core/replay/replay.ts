/**
 * Plays WWE's side of a recording to live pages. Pure; the clock and the way to the pages are passed in.
 *
 * Messages are sent at their times, in the order in which each page got them. What a page asks for is looked up in the
 * recording by service and parameters, and answered as it was answered there, after as long a time. A message that came
 * after a request waits for that request: at most `PATIENCE_MS`.
 */
import { PROTOCOL_VERSION, SERVER_USER_AGENT } from '../../../protocol/messages.ts';
import { isRecord } from '../settings/is-record.ts';
import { readIncoming } from '../state/incoming.ts';
import { type BookedRequest, createRequestBook, type LiveRequest } from './book.ts';
import { type PlannedStep, type ReplayPlan, wordsOfAsked } from './plan.ts';
import type { Replay, ReplayHost, ReplaySpeed, ReplayState, ReportedRequest } from './replay-types.ts';

/** How long a message waits for a request that came before it, ms. */
export const PATIENCE_MS = 2000;
const MOST_REPORTED = 200;
const STAMP = { userAgent: SERVER_USER_AGENT, protocolVersion: PROTOCOL_VERSION };

type AnswerStep = Extract<PlannedStep, { is: 'answer' }>;
type MessageStep = Extract<PlannedStep, { is: 'message' }>;

/** Makes a replay. */
export function createReplay(plan: ReplayPlan, speed: ReplaySpeed, host: ReplayHost): Replay {
  const book = createRequestBook(plan);
  const next = plan.lanes.map(() => 0);
  /** The number of the page that is in each frame, and by the ids of its recorded requests those of its live ones. */
  const pages = plan.lanes.map(() => ({ number: 0, refs: new Map<unknown, unknown>() }));
  const answers = new Map<number, AnswerStep[]>();
  for (const step of plan.lanes.flat()) {
    if (step.is !== 'answer') continue;
    const same = answers.get(step.to);
    if (same) same.push(step);
    else answers.set(step.to, [step]);
  }
  const places = new Map(book.all.map((one, place) => [one, place]));
  const messages = plan.lanes.flat().filter(({ is }) => is !== 'reload').length;
  const unmatched: ReportedRequest[] = [];
  const missing = new Set<BookedRequest>();
  let counts = { sent: 0, matched: 0, unmatched: 0, subscriptions: 0 };
  let status: ReplayState['status'] = 'waiting';
  let zero = 0;
  let endedAt = 0;
  /** When something was sent last, or a request was given up. */
  let moved = 0;
  let cancel = (): void => undefined;

  const scaled = (ms: number): number => (speed === 'max' ? 0 : ms / speed);
  const dueOf = (atMs: number): number => zero + scaled(atMs);
  const atMs = (): number => {
    if (status === 'waiting') return 0;
    if (speed === 'max') return status === 'ended' ? plan.lengthMs : (book.first()?.planned.atMs ?? plan.lengthMs);
    return Math.min(plan.lengthMs, ((status === 'ended' ? endedAt : host.now()) - zero) * speed);
  };
  const post = (frame: number, message: unknown): void => {
    counts = { ...counts, sent: counts.sent + 1 };
    host.post(frame, message);
  };
  const answer = (frame: number, { message }: AnswerStep, ref: unknown): void => {
    post(frame, isRecord(message) ? { ...message, referenceId: ref } : message);
  };
  /** Sends what is no answer, or fits no request; the ids in it are those of the recording's pages. */
  const tell = (frame: number, { message, forged }: MessageStep): void => {
    const refs = pages[frame]?.refs;
    const isKnown = isRecord(message) && refs?.has(message.referenceId);
    const mapped = isKnown ? { ...message, referenceId: refs?.get(message.referenceId) } : message;
    if (forged) {
      counts = { ...counts, sent: counts.sent + 1 };
      host.forge(frame, mapped);
    } else post(frame, mapped);
  };
  const send = (frame: number, step: PlannedStep): void => {
    moved = host.now();
    if (step.is === 'answer') answer(frame, step, book.all[step.to]?.ref);
    else if (step.is === 'message') tell(frame, step);
    else {
      pages[frame] = { number: (pages[frame]?.number ?? 0) + 1, refs: new Map() };
      host.reload(frame);
    }
  };
  /** When the step can be sent; null: not before something else happens. `skip`: never. */
  const readyAt = (step: PlannedStep, first: BookedRequest | undefined): number | 'skip' | null => {
    if (step.is !== 'answer') {
      return first !== undefined && (places.get(first) ?? 0) < step.after ? null : dueOf(step.atMs);
    }
    const request = book.all[step.to];
    if (request === undefined || request.status === 'missing') return 'skip';
    if (request.status === 'waiting') return null;
    return request.matchedAt + scaled(Math.max(0, step.atMs - request.planned.atMs));
  };
  /** Answers whose requests came before an earlier one of the recording: they do not wait for that. */
  const early = new Set<PlannedStep>();
  const sendEarly = (frame: number, from: number): number | null => {
    const lane = plan.lanes[frame] ?? [];
    let wake: number | null = null;
    for (let place = from; lane[place]?.is === 'answer'; place += 1) {
      const step = lane[place];
      const ready = step === undefined || early.has(step) ? null : readyAt(step, undefined);
      if (step === undefined || ready === null || ready === 'skip') continue;
      if (ready > host.now()) wake = Math.min(wake ?? ready, ready);
      else {
        early.add(step);
        send(frame, step);
      }
    }
    return wake;
  };
  /** Sends what can be sent of one frame. Returns when there is more; null: not before something else happens. */
  const pumpLane = (frame: number): number | null => {
    const lane = plan.lanes[frame] ?? [];
    for (;;) {
      const place = next[frame] ?? 0;
      const step = lane[place];
      if (step === undefined) return null;
      const ready = early.delete(step) ? 'skip' : readyAt(step, book.first());
      if (ready === null) return sendEarly(frame, place + 1);
      if (ready !== 'skip' && ready > host.now()) return ready;
      next[frame] = place + 1;
      if (ready !== 'skip') send(frame, step);
    }
  };
  /** When the first request is given up; null: none is waited for. */
  const patienceEnds = (): number | null => {
    const first = book.first();
    if (first === undefined) return null;
    // At `max`, each missing request would cost that long: with many of them less is waited for each.
    const patience = speed === 'max' ? PATIENCE_MS / (1 + missing.size) : PATIENCE_MS;
    return Math.max(dueOf(first.planned.atMs), moved) + patience;
  };
  const pump = (): void => {
    if (status !== 'playing') return;
    cancel();
    let wakes: number[] = [];
    for (let again = true; again; ) {
      wakes = plan.lanes.map((_, frame) => pumpLane(frame)).filter((wake) => wake !== null);
      const ends = patienceEnds();
      again = ends !== null && ends <= host.now();
      const first = again ? book.first() : undefined;
      if (first) {
        first.status = 'missing';
        missing.add(first);
        moved = host.now();
      } else if (ends !== null) wakes.push(ends);
    }
    const isOver = wakes.length === 0 && plan.lanes.every((lane, frame) => next[frame] === lane.length);
    // What the last message makes a page ask for belongs to it.
    const wake = isOver ? Math.max(moved, zero + scaled(plan.lengthMs)) + PATIENCE_MS : Math.min(...wakes);
    if (isOver && wake <= host.now()) end();
    else if (Number.isFinite(wake)) cancel = host.later(Math.max(0, wake - host.now()), pump);
    host.changed?.();
  };
  const end = (): void => {
    cancel();
    if (status !== 'ended') endedAt = host.now();
    status = 'ended';
    host.changed?.();
  };
  const begin = (): void => {
    if (status !== 'waiting') return;
    status = 'playing';
    zero = host.now();
    moved = zero;
    pump();
  };

  const match = (request: BookedRequest, live: LiveRequest, ref: unknown): void => {
    const isLate = request.status === 'missing';
    missing.delete(request);
    Object.assign(request, { status: 'matched', matchedAt: host.now(), ref } satisfies Partial<BookedRequest>);
    counts = { ...counts, matched: counts.matched + 1 };
    pages[live.frame]?.refs.set(request.planned.ref, ref);
    // Its answers were passed over.
    if (isLate) for (const step of answers.get(places.get(request) ?? -1) ?? []) answer(live.frame, step, ref);
  };
  const refuse = (live: LiveRequest, ref: unknown): void => {
    const made = book.findMade(live);
    counts = { ...counts, unmatched: counts.unmatched + 1 };
    if (unmatched.length < MOST_REPORTED) {
      const words = wordsOfAsked(live.asked);
      unmatched.push({ atMs: Math.round(atMs()), frame: live.frame, words, isRepeated: made !== undefined });
    }
    const steps = made === undefined ? [] : (answers.get(places.get(made) ?? -1) ?? []);
    for (const step of steps) answer(live.frame, step, ref);
    if (made !== undefined || ref === undefined || ref === null) return;
    const { is } = live.asked;
    if (is === 'call')
      post(live.frame, { ...STAMP, referenceId: ref, errorMessage: 'The recording has no such request.' });
    else if (is === 'subscribe') {
      counts = { ...counts, subscriptions: counts.subscriptions + 1 };
      post(live.frame, { ...STAMP, referenceId: ref, subscriptionId: `replay-${counts.subscriptions}` });
    } else post(live.frame, { ...STAMP, referenceId: ref, data: null });
  };

  return {
    receive(frame, data) {
      const incoming = readIncoming(data);
      const page = pages[frame];
      if (incoming === null || page === undefined) return;
      if (status === 'waiting') begin();
      const { ref, ...asked } = incoming;
      const live = { frame, page: page.number, asked };
      const request = book.find(live);
      if (request) match(request, live, ref);
      else refuse(live, ref);
      pump();
      host.changed?.();
    },
    begin,
    state: () => ({
      status,
      atMs: atMs(),
      lengthMs: plan.lengthMs,
      sent: counts.sent,
      messages,
      matched: counts.matched,
      requests: plan.requests.length,
      missing: [...missing].slice(0, MOST_REPORTED).map(({ planned }) => ({
        atMs: planned.atMs,
        frame: planned.frame,
        words: wordsOfAsked(planned.asked),
        isRepeated: false,
      })),
      missingCount: missing.size,
      unmatched,
      unmatchedCount: counts.unmatched,
      leftOut: plan.leftOut,
    }),
    stop: end,
  };
}
