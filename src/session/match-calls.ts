/** Joins the calls that the probe saw in a page with the requests that were seen arriving. Pure. */
import type { Asked, Called, Pair } from './requests-seen.ts';

/** Clocks of two documents may differ by this much, in ms, before an arrival counts as older than its call. */
const SKEW_MS = 1_000;
/** A request arrives within this time, in ms; WWE's window may be busy. */
const ARRIVAL_MS = 30_000;
/** Calls that are farther apart than this, in ms, are told apart by their times; where that does not add up, by smaller gaps. */
const GAPS_MS = [2_000, 500, 100, 20];
/** Larger requests, in characters, are compared by name alone: a thousand of one id are compared whenever another comes. */
const LARGE = 64 * 1024;
/** With more left over than this nobody can tell. */
const MOST_LEFT = 100;

/**
 * The call of each request, as far as that is certain. All are of one client document and one reference id, by time.
 * Several clients in one window use the same ids (docs/protocol.md#life-of-a-client), so service and parameters must
 * agree, then order and time tell; where calls and arrivals do not add up, nothing is guessed. Calls that were told
 * briefly have no parameters: with one among them, the service must do.
 */
export function matchCalls(wires: readonly Asked[], calls: readonly Called[]): ReadonlyMap<Asked, Called> {
  const joined = new Map<Asked, Called>();
  const [wire] = wires;
  const [call] = calls;
  if (!wire || !call) return joined;
  if (wires.length === 1 && calls.length === 1) {
    if (wire.kind === call.kind && wire.service === call.service) joinInOrder(wires, calls, joined);
    return joined;
  }
  const groups = new Map<string, { readonly wires: Asked[]; readonly calls: Called[] }>();
  const areBrief = calls.some(({ isBrief }) => isBrief);
  const indexedOf = (one: Asked) => {
    const text = areBrief ? nameOf(one) : contentOf(one);
    const group = groups.get(text) ?? { wires: [], calls: [] };
    groups.set(text, group);
    return group;
  };
  for (const one of wires) indexedOf(one).wires.push(one);
  for (const one of calls) indexedOf(one).calls.push(one);
  for (const group of groups.values()) joinAlike(group.wires, group.calls, joined);
  return joined;
}

function contentOf(asked: Asked): string {
  const { kind, service, parameters, size } = asked;
  if (size > LARGE) return nameOf(asked);
  try {
    return JSON.stringify([kind, service, parameters]);
  } catch {
    // A BigInt, say: what JSON has no word for is compared by name alone.
    return nameOf(asked);
  }
}

function nameOf({ kind, service }: Asked): string {
  return JSON.stringify([kind, service]);
}

/** Requests that say the same. */
function joinAlike(wires: readonly Asked[], calls: readonly Called[], joined: Map<Asked, Called>): void {
  joinByGaps(wires, calls, joined, 0);
  joinOnly(wires, calls, joined);
}

/** @param level the gap that tells them apart, if they do not add up together */
function joinByGaps(
  wires: readonly Asked[],
  calls: readonly Called[],
  joined: Map<Asked, Called>,
  level: number,
): void {
  const gap = GAPS_MS[level];
  if (wires.length === 0 || calls.length === 0 || joinInOrder(wires, calls, joined) || gap === undefined) return;
  const marked = [
    ...wires.map((one) => ({ t: one.t, wire: one, call: null })),
    ...calls.map((one) => ({ t: one.t, wire: null, call: one })),
  ].sort((a, b) => a.t - b.t);
  let cluster: { readonly wires: Asked[]; readonly calls: Called[] } = { wires: [], calls: [] };
  let last = Number.NEGATIVE_INFINITY;
  for (const { t, wire, call } of marked) {
    if (t - last > gap) {
      joinByGaps(cluster.wires, cluster.calls, joined, level + 1);
      cluster = { wires: [], calls: [] };
    }
    if (wire) cluster.wires.push(wire);
    else if (call) cluster.calls.push(call);
    last = t;
  }
  joinByGaps(cluster.wires, cluster.calls, joined, level + 1);
}

/** As many of each, and each pair fits: they belong together in order. */
function joinInOrder(wires: readonly Asked[], calls: readonly Called[], joined: Map<Asked, Called>): boolean {
  if (wires.length !== calls.length) return false;
  const fit = wires.every((wire, index) => fits(wire, calls[index]));
  if (!fit) return false;
  wires.forEach((wire, index) => {
    const call = calls[index];
    if (call) joined.set(wire, call);
  });
  return true;
}

/** What is left: one that fits one, and nothing else. */
function joinOnly(wires: readonly Asked[], calls: readonly Called[], joined: Map<Asked, Called>): void {
  const taken = new Set(joined.values());
  const leftWires = wires.filter((wire) => !joined.has(wire));
  const leftCalls = calls.filter((call) => !taken.has(call));
  if (leftWires.length > MOST_LEFT || leftCalls.length > MOST_LEFT) return;
  for (const wire of leftWires) {
    const [call, other] = leftCalls.filter((one) => fits(wire, one));
    if (call && !other && leftWires.filter((one) => fits(one, call)).length === 1) joined.set(wire, call);
  }
}

/** Whether a request that arrived can be that call's. */
export function fits(wire: Asked, call: Called | undefined): boolean {
  return call !== undefined && call.t <= wire.t + SKEW_MS && wire.t <= call.t + ARRIVAL_MS;
}

/**
 * Joins requests of one reference id with the calls of it, each with its client's; one whose sender has no known path with
 * the only call of that origin that fits. Notes the calls in the pairs.
 * @returns the calls that were not seen arriving
 */
export function matchAll(arrivals: readonly Pair[], calls: readonly Called[]): readonly Called[] {
  const left = new Set(calls);
  if (left.size === 0) return [];
  const join = (one: Pair, call: Called) => {
    one.called = call;
    left.delete(call);
  };
  for (const document of new Set(calls.map((call) => call.document))) {
    const own = new Map<Asked, Pair>();
    for (const one of arrivals) if (one.client === document && one.asked) own.set(one.asked, one);
    const joined = matchCalls(
      [...own.keys()],
      calls.filter((call) => call.document === document),
    );
    for (const [wire, call] of joined) {
      const one = own.get(wire);
      if (one) join(one, call);
    }
  }
  const nameless = arrivals.filter((one) => one.client === null);
  if (nameless.length > MOST_LEFT || left.size > MOST_LEFT) return [...left];
  for (const one of nameless) {
    const [call, other] = [...left].filter((each) => isOf(one, each));
    if (!call || other || nameless.filter((each) => isOf(each, call)).length > 1) continue;
    join(one, call);
    one.client = call.document;
    one.matchedBy = 'origin and id';
  }
  return [...left];
}

function isOf({ asked }: Pair, call: Called): boolean {
  return (
    asked !== null &&
    asked.kind === call.kind &&
    asked.service === call.service &&
    asked.origin === call.document.info.origin &&
    asked.document !== call.document &&
    fits(asked, call)
  );
}
