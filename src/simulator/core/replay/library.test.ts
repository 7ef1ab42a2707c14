import { describe, expect, it } from 'vitest';
import { type Fact, Redactor } from '../../../recording/index.ts';
import { feedFacts } from '../../../session/feed-facts.ts';
import { attachedSession } from '../../../session/testdata/attached.ts';
import { modelOf } from '../../../session/testdata/model-of.ts';
import { rowsOf } from '../../../session/testdata/possible.ts';
import { LIBRARY, type ScenarioName } from '../../scenarios/library.ts';
import { recordScenario } from '../virtual/record.ts';
import { planReplay } from './make-plan.ts';
import { callsIn, type PlayedOptions, playPlan } from './testdata/played.ts';

const EPOCH = 1_800_000_000_000;

/** All that the panel shows of a recording: interactions, states, requests and answers, events, with their times. */
async function shownOf(facts: readonly Fact[]): Promise<unknown> {
  const session = attachedSession();
  await feedFacts(session, facts);
  return modelOf(session);
}

/** Who, when, what followed what; without values and ids of messages. */
async function outlineOf(facts: readonly Fact[]): Promise<unknown> {
  const session = attachedSession();
  await feedFacts(session, facts);
  return {
    interactions: session.interactions().map(({ transitions, block, firstSeen, lastChanged, lastSeen }) => ({
      states: transitions.map(({ t, to }) => [t, to]),
      block: block.status,
      seen: [firstSeen, lastChanged, lastSeen],
    })),
    requests: session
      .requests()
      .map(({ service, sentAt, answeredAt, failed, matchedBy }) => [service, sentAt, answeredAt, failed, matchedBy]),
    rows: rowsOf(session).map(({ t, is, name, detail }) => [t, is, name, detail]),
    counts: session.counts(),
  };
}

/** What each window got, in its order. */
function orderOf(facts: readonly Fact[]): unknown {
  const got = facts.flatMap((fact) => (fact.what === 'entry' && fact.entry.sort === 'wire' ? [fact.entry] : []));
  const paths = [...new Set(got.map(({ path }) => path))].sort();
  return paths.map((path) => got.filter((one) => one.path === path).map(({ kind, body }) => [kind, body]));
}

function optionsFor(name: ScenarioName, facts: readonly Fact[]): PlayedOptions {
  const end = facts.at(-1);
  const lastsMs = end?.what === 'seen' ? end.t - EPOCH : 0;
  const isNoisy = LIBRARY[name].demoPage?.behaviour === 'noisy';
  const threw = isNoisy ? 'Error: a page with bad habits throws' : null;
  return { epoch: EPOCH, lastsMs, calls: callsIn(facts, EPOCH), threw };
}

describe.each(Object.keys(LIBRARY) as ScenarioName[])('a recording of %s', (name) => {
  const { facts } = recordScenario(LIBRARY[name], { epoch: EPOCH, seed: 3 });
  const whole = { missingCount: 0, unmatchedCount: 0, leftOut: [], status: 'ended' };

  it('replayed and recorded again, is the same session', async () => {
    const plan = await planReplay({ redacted: null }, facts);
    const played = playPlan(plan, optionsFor(name, facts));
    expect(played.state).toMatchObject({
      ...whole,
      sent: plan.lanes.flat().filter(({ is }) => is !== 'reload').length,
    });
    expect(await shownOf(played.facts)).toEqual(await shownOf(facts));
  });

  it('is answered under the ids that a page gives now', async () => {
    const plan = await planReplay({ redacted: null }, facts);
    const played = playPlan(plan, { ...optionsFor(name, facts), offset: 700 });
    expect(played.state).toMatchObject(whole);
    expect(await outlineOf(played.facts)).toEqual(await outlineOf(facts));
  });

  it('redacted, is played to a page with the values of before', async () => {
    const redactor = new Redactor();
    for (const fact of facts) redactor.collect(fact);
    const redacted = facts.map((fact) => redactor.redact(fact));
    const plan = await planReplay({ redacted: { rules: [], replaced: {} } }, redacted);
    const played = playPlan(plan, optionsFor(name, facts));
    expect(played.state).toMatchObject(whole);
    expect(await outlineOf(played.facts)).toEqual(await outlineOf(redacted));
  });

  it('at the greatest speed, has the same order', async () => {
    const plan = await planReplay({ redacted: null }, facts);
    const played = playPlan(plan, { ...optionsFor(name, facts), speed: 'max', lastsMs: 60_000 });
    expect(played.state).toMatchObject(whole);
    expect(orderOf(played.facts)).toEqual(orderOf(facts));
  });
});
