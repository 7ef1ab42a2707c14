/** Commands in any order of events: posted once at most, done only by WWE's word, and never left without an end or a reason. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { watchTab } from './testdata/commands.ts';
import { CLIENT, chat, SERVER } from './testdata/tab.ts';

beforeAll(() => installTexts(messagesLookup(english)));

const RUNS = process.env.WWE_LONG === '1' ? 20_000 : 300;

const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('write' as const), isAbout: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('flow' as const) }) },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('post' as const) }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant('answer' as const), isFine: fc.boolean() }) },
  // The whole way to an answer that comes after the panel gave up: single acts seldom find it, so a run could end without.
  { weight: 1, arbitrary: fc.record({ does: fc.constant('answer late' as const), isFine: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('refuse' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 9_999, 12_000) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('clear' as const, 'stop' as const, 'leave' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

/** A client whose WWE may be loaded anew without a word (what carries an id is asked about first), or not. */
async function start(canReload: boolean) {
  const around = watchTab();
  const page = around.tab.open('page', canReload ? { path: 'top', target: 'opener' } : {});
  const peer = canReload ? 'opener' : 'top';
  const event = { ...SERVER, event: 'interaction', data: { eventType: 'X', interaction: chat('1') } };
  page.add(500, event, { peer });
  around.watching.hello();
  await around.tab.flow();
  return { ...around, page, peer };
}

class Trial {
  /** What WWE said to each that reached it. */
  private readonly answers = new Map<string, boolean>();
  private readonly posted: { readonly ref: string; readonly name: string }[] = [];
  private readonly refs: string[] = [];
  private isLeft = false;

  constructor(
    private readonly around: Awaited<ReturnType<typeof start>>,
    private readonly reached: Set<string>,
  ) {}

  async run(one: Act): Promise<void> {
    const { tab, page, commands, session, clock, watching, peer } = this.around;
    if (one.does === 'answer late') {
      const late: Act[] = [
        { does: 'write', isAbout: false },
        { does: 'flow' },
        { does: 'post' },
        { does: 'pass', ms: 12_000 },
      ];
      for (const before of late) await this.run(before);
      // Those that were posted before are answered first.
      for (const _ of this.posted) await this.run({ does: 'answer', isFine: one.isFine });
      await tab.flow();
    } else if (one.does === 'write') {
      const [about] = one.isAbout ? session.interactions() : [];
      this.refs.push(commands.send({ name: 'interaction.setUserData', parameters: ['1', { a: 1 }] }, about));
    } else if (one.does === 'flow') await tab.flow();
    else if (one.does === 'pass') clock.value += one.ms;
    else if (one.does === 'clear') watching.clear();
    else if (one.does === 'stop') {
      for (const run of tab.timers.splice(0)) run();
      tab.draw();
    } else if (this.isLeft) return;
    else if (one.does === 'post') this.post();
    else if (one.does === 'refuse') {
      const [command] = page.commands.splice(0, 1);
      if (command) page.refuse(command.ref, 'not verified');
    } else if (one.does === 'answer') {
      const asked = this.posted.find(({ ref }) => !this.answers.has(ref));
      if (!asked) return;
      this.answers.set(asked.ref, one.isFine);
      const data = asked.name === 'interaction.getInteractions' ? { data: [chat('1')] } : {};
      const message = { ...SERVER, referenceId: asked.ref, ...(one.isFine ? data : { errorMessage: 'No.' }) };
      page.add(clock.value, message, { peer });
    } else {
      this.isLeft = true;
      page.bye(clock.value, page.texts.length);
    }
    this.judge();
  }

  private post(): void {
    const { page, clock, peer } = this.around;
    for (const { ref, name } of page.commands) {
      expect(this.posted.map((one) => one.ref)).not.toContain(ref);
      this.posted.push({ ref, name });
      page.add(clock.value, { ...CLIENT, request: name, referenceId: ref }, { sort: 'command', peer });
    }
    page.commands.length = 0;
  }

  private judge(): void {
    const { commands } = this.around;
    for (const ref of this.refs) {
      const { state, text } = commands.outcome(ref);
      this.reached.add(state);
      expect(text).not.toBe('');
      if (state === 'ok' || state === 'late') expect(this.answers.get(ref)).toBe(true);
      if (state === 'failed') expect(this.answers.get(ref)).toBe(false);
      if (state === 'refused') expect(this.posted.map((one) => one.ref)).not.toContain(ref);
    }
  }

  /** Everything arrives, and much time passes. */
  async end(): Promise<void> {
    const { tab, clock, commands } = this.around;
    for (let round = 0; round < 4; round += 1) {
      await tab.flow();
      clock.value += 11_000;
    }
    this.judge();
    for (const ref of this.refs) {
      const { state, text } = commands.outcome(ref);
      // A frame that stopped, and did not go on, has it still, or the question that goes before it.
      const waits = [english.outcome_silent.message, english.outcome_asking.message];
      if (state === 'sending') expect(waits).toContain(text);
      expect(state).not.toBe('pending');
    }
  }
}

test('a command is posted once at most, done only when WWE said so, and ends in the end', async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(act, { maxLength: 30, size: 'max' }), async (canReload, acts) => {
      const trial = new Trial(await start(canReload), reached);
      for (const one of acts) await trial.run(one);
      await trial.end();
    }),
    { numRuns: RUNS },
  );
  // It is about something.
  const all = ['failed', 'late', 'lost', 'ok', 'pending', 'refused', 'sending', 'timeout'];
  expect([...reached].sort()).toEqual(all);
});
