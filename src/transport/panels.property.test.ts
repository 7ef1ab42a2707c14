/**
 * A panel whose transport is cut again and again, until the window goes away: the backlog is left behind for it.
 * Whatever happened before, it has every entry once and in order, and knows that the window is gone.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Backlog, Channel } from './link-messages.ts';
import { createPanels } from './panels.ts';
import { createTabLink } from './tab.ts';
import type { TabListener } from './tab-transport.ts';
import { Kept } from './testdata/record.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 300 } as const;
/** ms; the long run takes its time. */
const PATIENCE = { timeout: 600_000 };
const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
/** Few fit into a piece, so that many pieces are on their way. */
const BODY = JSON.stringify('x'.repeat(100_000));

/** One end of the transport of now. */
interface Hearer {
  message(message: unknown): void;
  cut(): void;
}
const NOBODY: Hearer = { message() {}, cut() {} };

/** The transport between the panel and the bridge: one message after the other, when the test says so. */
class Transport {
  readonly toPanel: unknown[] = [];
  readonly toBridge: unknown[] = [];
  bridge: Hearer = NOBODY;
  /** Whether a transport leads to the bridge now. */
  open = false;

  constructor(private readonly accept: (channel: Channel) => void) {}

  /** Opens it anew. */
  mend(): void {
    if (this.open) return;
    this.open = true;
    const hearer = { ...NOBODY };
    this.bridge = hearer;
    this.accept({
      post: (message) => void (this.bridge === hearer && this.open && this.toPanel.push(message)),
      onMessage: (listener) => {
        hearer.message = listener;
      },
      onClose: (listener) => {
        hearer.cut = listener;
      },
      close() {},
    });
  }

  /** What is on its way is lost. */
  cut(): void {
    if (!this.open) return;
    this.open = false;
    this.toPanel.splice(0);
    this.toBridge.splice(0);
    this.bridge.cut();
  }
}

function setUp() {
  const record = new Kept();
  const behind: Backlog[] = [];
  let looks = 0;
  const panels = createPanels({
    record,
    info: () => INFO,
    isRecording: () => true,
    clock: () => ({ at: 9, wall: 9 }),
    execute: () => ({ was: 'executed' }),
    onCut() {},
    onAllGone() {},
    leaveBehind: (messages, isKept) => void behind.push({ wwe: 'backlog', document: INFO.document, isKept, messages }),
    later: () => () => {},
    // Each look at it is a second later: as many pieces as may be are on their way.
    now: () => {
      looks += 1;
      return looks * 1_000;
    },
  });
  const transport = new Transport((channel) => panels.connect(channel, true));
  let hear: (message: unknown) => void = () => {};
  let isClosed = false;
  /** To the panel the transport is one channel, which lasts. */
  const channel: Channel = {
    post: (message) => void (transport.open && transport.toBridge.push(message)),
    onMessage: (listener) => {
      hear = listener;
    },
    onClose() {},
    close() {
      isClosed = true;
    },
  };
  const got: number[] = [];
  let lost = 0;
  const ears: { on: TabListener } = { on: { announced() {}, backlog() {} } };
  const link = createTabLink(
    {
      mark: 'panel',
      hello: async () => ({ reached: true }),
      listen: (on) => {
        ears.on = on;
      },
      later() {},
      now: () => 9,
      wall: () => 9,
    },
    {
      onPresent() {},
      onDocument() {},
      onEntries: (_, entries) => void got.push(...entries.map(({ n }) => n)),
      onLost: (_, count) => {
        lost += count;
      },
      onSkipped() {},
      onEnded() {},
      onRefused() {},
      onClock() {},
      onCurrent() {},
      onConnections() {},
    },
    new AbortController().signal,
  );
  ears.on.announced({ announcement: { wwe: 'announce', info: INFO, seen: true }, connect: () => channel });
  return {
    add() {
      record.add(BODY);
      panels.added();
    },
    transport,
    toPanel() {
      const message = transport.toPanel.shift();
      if (message && !isClosed) hear(JSON.parse(JSON.stringify(message)));
      return message !== undefined;
    },
    toBridge() {
      const message = transport.toBridge.shift();
      if (message) transport.bridge.message(JSON.parse(JSON.stringify(message)));
    },
    hide: () => panels.hide(false),
    takeRest() {
      const backlog = behind.shift();
      if (backlog) ears.on.backlog(backlog);
      return backlog !== undefined;
    },
    outcome: () => ({ got, lost, states: link.connections().map(({ state }) => state), last: record.last }),
  };
}

const act = fc.oneof(
  { weight: 3, arbitrary: fc.constant('add' as const) },
  { weight: 3, arbitrary: fc.constant('mend' as const) },
  { weight: 8, arbitrary: fc.constantFrom('to panel' as const, 'to bridge' as const) },
  { weight: 1, arbitrary: fc.constant('cut' as const) },
);

/** @param restFirst whether what was left behind comes before what is on its way. @returns the panel at the end of it all */
function run(acts: readonly (typeof act extends fc.Arbitrary<infer T> ? T : never)[], restFirst: boolean) {
  const around = setUp();
  const { transport, add, toPanel, toBridge } = around;
  // It came to know the window, and asked for what there was.
  transport.mend();
  toPanel();
  toBridge();
  for (const one of acts) {
    if (one === 'add') add();
    else if (one === 'mend') transport.mend();
    else if (one === 'cut') transport.cut();
    else if (one === 'to panel') toPanel();
    else toBridge();
  }
  around.hide();
  // Two transports: whichever is the faster.
  const backlog = () => {
    while (around.takeRest());
  };
  const channel = () => {
    while (toPanel());
  };
  if (restFirst) backlog();
  channel();
  backlog();
  return around.outcome();
}

test('every entry comes once and in order, and none is lost', PATIENCE, () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), fc.boolean(), (acts, restFirst) => {
      const { got, lost, states, last } = run(acts, restFirst);
      expect(got).toEqual(Array.from({ length: last }, (_, index) => index + 1));
      expect([lost, states]).toEqual([0, ['ended']]);
    }),
    RUNS,
  );
});
