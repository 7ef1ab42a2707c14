// @vitest-environment happy-dom
import fc from 'fast-check';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { decode } from '../entry/decode.ts';
import { encode } from '../entry/encode.ts';
import { ComposeView } from './features/compose/ComposeView.tsx';
import { MessagesView } from './features/messages/MessagesView.tsx';
import { actionsOf } from './features/messages/row-actions.ts';
import { printFilter } from './filter/filter.ts';
import { parseFilter } from './filter/parse.ts';
import { callText } from './shared/call-text.ts';
import { InteractionsView } from './shell/InteractionsView.tsx';
import { PanelProvider } from './shell/PanelProvider.tsx';
import { startPanel } from './shell/start.ts';
import { surroundingsOf } from './stores/testdata/commands.ts';
import { FakeTab } from './stores/testdata/tab.ts';
import { character } from './testdata/character.ts';
import { entryText, type HostileStep, hostileSteps, ODD_TEXTS, odd } from './testdata/hostile.ts';
import { expectOwn } from './testdata/inspect.ts';
import { useStage } from './testdata/stage.ts';
import { oneLine } from './values/json/shape.ts';
import { jsonText } from './values/json/text.ts';

const isLong = process.env.WWE_LONG === '1';
const VIEWS = { numRuns: isLong ? 100 : 3 };
const TEXTS = { numRuns: isLong ? 10_000 : 150 };
const TIMEOUT_MS = 1_800_000;

const stage = useStage();

/** The three views over a tab in which that was recorded. */
async function open(steps: readonly HostileStep[], title: string) {
  const life = new AbortController();
  const tab = new FakeTab();
  const page = tab.open('page', { title, url: title });
  const host = tab.open('host', { path: 'top', target: null, origin: 'https://wwe.example.com', title });
  steps.forEach((step, index) => {
    const { texts } = step.by === 'host' ? host : page;
    texts.push(entryText(texts.length + 1, 1_000 + index * 10, step));
  });
  const copied: string[] = [];
  const copy = (text: string) => void copied.push(text);
  const stores = await startPanel(surroundingsOf(tab, { copy, openSource() {} }), life.signal);
  await act(async () => {
    render(
      <PanelProvider value={stores}>
        <InteractionsView />
        <MessagesView />
        <ComposeView />
      </PanelProvider>,
      stage.root,
    );
    await tab.flow();
  });
  function close() {
    life.abort();
    render(null, stage.root);
  }
  return { tab, stores, copied, close };
}

const MESSAGE_TABS = ['payload', 'answer', 'timing', 'initiator', 'handlers', 'raw'];
const DETAILS_TABS = ['state', 'story', 'userdata', 'markdone', 'properties', 'parties', 'messages', 'json'];

/** Waits for what the panel loads when it is first shown. */
function loaded(): Promise<void> {
  const isLoading = () =>
    [english.details_loading, english.view_loading].some(({ message }) => stage.root.textContent?.includes(message));
  return vi.waitFor(() => expect(isLoading()).toBe(false), { timeout: 60_000, interval: 1 });
}

/** Opens all that can be opened, and looks at what is there each time. */
async function lookAtAll({ stores, copied }: Awaited<ReturnType<typeof open>>): Promise<void> {
  const {
    watching,
    messages,
    settings,
    selected,
    clock,
    commands,
    wwes,
    compose,
    messageFilter,
    messageChoice,
    copy,
    times,
    version,
    failures,
  } = stores;
  const { session } = watching;
  const look = () => expectOwn(stage.root);
  // Its rows are made only while it is the view that is shown.
  await act(async () => {
    stores.view.value = 'messages';
  });
  look();
  const list = session.messages();
  for (let index = 0; index < list.length; index += 1) {
    const row = list.at(index);
    if (!row) continue;
    for (const messageTab of MESSAGE_TABS) {
      await act(async () => {
        messages.selected.value = row.key;
        settings.change({ messageTab });
      });
      look();
    }
    const parts = {
      stores: {
        watching,
        commands,
        wwes,
        compose,
        messageFilter,
        messageChoice,
        copy,
        clock,
        times,
        version,
        failures,
        messages,
      },
      clients: new Map(),
      onResend() {},
    };
    for (const { blocked, run } of actionsOf(row, parts)) {
      await act(async () => {
        if (blocked === null) run();
      });
      look();
    }
    for (const mode of [2, 1, 0]) {
      await act(async () => stage.root.querySelectorAll<HTMLElement>('.compose-modes input')[mode]?.click());
      look();
    }
    await act(async () => {
      messageFilter.value = '';
    });
  }
  for (const { key } of session.interactions()) {
    for (const detailsTab of DETAILS_TABS) {
      await act(async () => {
        selected.value = key;
        settings.change({ detailsTab });
      });
      await loaded();
      look();
      for (const button of stage.root.querySelectorAll<HTMLElement>('.tree-toggle, [aria-expanded="false"]'))
        await act(async () => button.click());
      look();
    }
  }
  for (const text of copied) expect(typeof text).toBe('string');
}

test(
  'whatever comes from a page: every view draws it, as text, and not without end',
  async () => {
    const before = Reflect.ownKeys(Object.prototype).length;
    const complaints = vi.spyOn(console, 'error');
    await fc.assert(
      fc.asyncProperty(
        hostileSteps,
        fc.constantFrom<string>(...ODD_TEXTS),
        fc.constantFrom<string>(...ODD_TEXTS),
        async (steps, title, filter) => {
          const opened = await open(steps, title);
          try {
            await lookAtAll(opened);
            await act(async () => {
              opened.stores.filter.value = filter;
              opened.stores.messageFilter.value = filter;
            });
            expectOwn(stage.root);
          } finally {
            opened.close();
          }
          expect(complaints.mock.calls).toEqual([]);
          expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before);
        },
      ),
      VIEWS,
    );
  },
  TIMEOUT_MS,
);

/** An interaction, a request and its answer, in which each text is made of a letter. */
const stepsWith = (long: (of: string) => string): readonly HostileStep[] => [
  {
    by: 'page',
    isNote: false,
    data: {
      userAgent: 'WWE Server',
      event: 'interaction',
      data: {
        eventType: long('t'),
        interaction: {
          ...{
            interactionId: long('i'),
            caseId: long('c'),
            media: long('m'),
            state: long('s'),
            previousState: long('p'),
          },
          ...{ callType: long('k'), direction: long('d'), recordingState: long('r'), ani: long('1'), [long('o')]: 1 },
          parties: [{ name: long('n') }],
          userData: { [long('u')]: { [long('v')]: { [long('w')]: long('x') } } },
        },
      },
    },
  },
  {
    by: 'host',
    isNote: false,
    data: {
      ...{ userAgent: 'WWE Client', request: 'interaction.blockMarkdone', referenceId: '0' },
      parameters: [long('i'), long('b')],
    },
  },
  { by: 'page', isNote: false, data: { userAgent: 'WWE Server', referenceId: '0', errorMessage: long('e') } },
  { by: 'host', isNote: false, data: { userAgent: 'WWE Client', request: long('q'), referenceId: long('f') } },
];

test('texts of 25,000 characters in all places are cut where they stand in lines', async () => {
  const long = (of: string) => of.repeat(25_000);
  const opened = await open(stepsWith(long), long('T'));
  await lookAtAll(opened);
  expect(opened.stores.watching.session.interactions()).toHaveLength(1);
  expect(opened.stores.watching.session.messages()).toHaveLength(3);
  for (const row of stage.root.querySelectorAll('[role=row]'))
    expect((row.textContent ?? '').length).toBeLessThan(4_000);
  opened.close();
});

test.each<[string, (of: string) => string]>([
  ['what nobody can see has its name', (of) => `\u202e${of}\u200b \0`],
  ['what is written from right to left turns nothing beside it', (of) => `שלום ${of} 12`],
])('%s, in all places', async (_, unseen) => {
  const opened = await open(stepsWith(unseen), unseen('T'));
  await lookAtAll(opened);
  expect(opened.stores.watching.session.interactions()).toHaveLength(1);
  expect(opened.stores.watching.session.messages()).toHaveLength(3);
  await act(async () => {
    opened.stores.messageFilter.value = 'key:"\u200b" \u202ex';
  });
  expectOwn(stage.root);
  opened.close();
});

test('a call that is copied has no character that turns its line round, or ends it', () => {
  expect(callText('x', ['a\u2028b\u202ec\u2066d'])).toBe(
    'genesys.wwe.service.sendMessage({ "request": "x", "parameters": ["a\\u2028b\\u202ec\\u2066d"] }, console.log, console.error);',
  );
});

test(
  'any value is written as a line, as JSON and as a call: nothing thrown, lines bounded, JSON and calls can be read again',
  () => {
    fc.assert(
      fc.property(
        odd,
        odd,
        fc.integer({ min: 1, max: 200 }),
        fc.constantFrom('x', 'subscribe', 'unsubscribe', 'interaction.markdone'),
        (one, other, most, service) => {
          for (const value of [decode(encode(structuredClone(one))), decode(encode(structuredClone({ one, other })))]) {
            expect(oneLine(value, most).length).toBeLessThanOrEqual(most + 1);
            JSON.parse(jsonText(value));
            const call = callText(service, [value]);
            // What would end a line, turn it round, or be unseen, where it is pasted.
            expect(call.replaceAll('\n', '')).not.toMatch(
              /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
            );
          }
        },
      ),
      TEXTS,
    );
  },
  TIMEOUT_MS,
);

test(
  'any text is a filter or is told why not, and one that is printed is the same again',
  () => {
    const text = fc.oneof(
      fc.string({ unit: character }),
      fc.constantFrom<string>(...ODD_TEXTS.filter(({ length }) => length < 1_000)),
      fc
        .array(
          fc.constantFrom('-', 'id:', 'event:', '"', '/', 'a', ' ', '(', '*', '\\', '>', 'larger:', '1', 'data.'),
          { maxLength: 12 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseFilter(given);
        if (!parsed.ok) return;
        const again = parseFilter(printFilter(parsed.filter));
        expect(again.ok && printFilter(again.filter)).toBe(printFilter(parsed.filter));
      }),
      TEXTS,
    );
  },
  TIMEOUT_MS,
);
