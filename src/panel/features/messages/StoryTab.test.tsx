// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, test, vi } from 'vitest';
import type { SessionInteraction } from '../../../session/model.ts';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { CLIENT, chat, FakeTab } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { findableAt } from '../../ui/find/findable.ts';
import { StoryTab } from './StoryTab.tsx';

const stage = useStage();
const PAGE = { peer: 'top/0', origin: 'https://page.example.com' };

/** A panel over a client and WWE's own window. */
async function start() {
  const tab = new FakeTab();
  const host = tab.open('host', { path: 'top', target: null });
  const page = tab.open('page');
  const stores = await startPanel(surroundingsOf(tab), stage.signal);
  const { session } = stores.watching;
  const ask = (t: number, referenceId: string, request: string, parameters: unknown[]) =>
    host.add(t, { ...CLIENT, request, parameters, referenceId }, PAGE);
  const one = (uuid: string) =>
    session.interactions().find(({ interaction }) => interaction.interactionUUID === uuid) ?? expect.fail(uuid);
  const draw = (shown: SessionInteraction) =>
    act(() =>
      render(
        <PanelProvider value={stores}>
          <StoryTab key={shown.key} one={shown} />
        </PanelProvider>,
        stage.root,
      ),
    );
  return { tab, host, page, stores, session, ask, one, draw, flow: () => act(() => tab.flow()) };
}

const lines = () => [...stage.root.querySelectorAll<HTMLElement>('[data-story]')];
/** What each line says beside its time. */
const texts = () =>
  lines().map(({ dataset, children }) =>
    [dataset.story, children[1]?.textContent, children[2]?.textContent]
      .map((text) => text?.replaceAll(/[\u2066-\u2069]/g, '').trim())
      .filter(Boolean)
      .join(' | '),
  );

describe('the story', () => {
  test('has states, events with what they changed, requests with their outcome, mark done and its end, by time', async () => {
    const { page, ask, one, draw, flow } = await start();
    page.event(1_000, chat('7', { A: 'one' }), 'ACCEPTED');
    ask(1_100, '0', 'interaction.setUserData', ['7', { A: 'two', B: 2 }]);
    page.answer(1_150, '0', { data: null });
    page.event(1_160, chat('7', { A: 'two', B: 2 }), 'USER_DATA_UPDATED');
    ask(1_200, '1', 'interaction.blockMarkdone', ['7', 'Not yet']);
    page.answer(1_230, '1', { data: null });
    ask(1_300, '2', 'interaction.markdone', ['7']);
    page.answer(1_320, '2', { errorMessage: 'It is blocked' });
    page.event(6_000, chat('7', { A: 'two', B: 2 }, { state: 'COMPLETED', previousState: 'ACCEPTED' }), 'REMOVED');
    await flow();
    draw(one('U7'));
    expect(texts()).toEqual([
      'message | in ACCEPTED',
      'state | ACCEPTED | 5 s',
      'message | out interaction.setUserData by the page A "one" → "two" · B none → 2 | ok 50 ms',
      'message | in USER_DATA_UPDATED userData.A "one" → "two" · userData.B none → 2',
      'message | out interaction.blockMarkdone “Not yet” by the page | ok 30 ms',
      'message | out interaction.markdone by the page It is blocked | failed 20 ms',
      'message | in REMOVED state "ACCEPTED" → "COMPLETED"',
      'state | COMPLETED | 0 ms',
      'end | removed',
    ]);
  });

  test('an edit of this tool says which key, from what, to what, and what became of it; and it grows', async () => {
    const { page, one, draw, flow, stores } = await start();
    stores.watching.hello();
    page.event(1_000, chat('7', { A: 'one' }), 'ACCEPTED');
    await flow();
    draw(one('U7'));
    expect(texts()).toHaveLength(2);
    const parameters = ['7', { A: 'two' }];
    const ref = stores.commands.send({ name: 'interaction.setUserData', parameters }, one('U7'));
    await flow();
    page.postCommands(1_100);
    page.answer(1_120, ref, { errorMessage: 'Not allowed' });
    await flow();
    draw(one('U7'));
    expect(texts().at(-1)).toBe(
      'message | out interaction.setUserData by this tool Not allowed A "one" → "two" | failed 20 ms',
    );
  });

  test('what concerned another interaction that had the id before is not in it', async () => {
    const { tab, page, ask, one, draw, flow, stores } = await start();
    const mail = (uuid: string, name: string) => chat('43', { Name: name }, { interactionUUID: uuid });
    page.event(500, mail('UA', 'Ann'), 'ACCEPTED');
    ask(510, '0', 'interaction.setUserData', ['43', { a: 1 }]);
    page.answer(520, '0');
    stores.watching.hello();
    await flow();
    page.bye(600, 2);
    await flow();
    const next = tab.open('next', { timeOrigin: 700 });
    next.event(800, mail('UB', 'Bob'), 'ACCEPTED');
    ask(810, '1', 'interaction.deleteUserData', ['43', 'b']);
    next.answer(820, '1');
    stores.watching.hello();
    await flow();
    draw(one('UA'));
    expect(texts().map((text) => text.replace(/ \| \d.*$/, ''))).toEqual([
      'message | in ACCEPTED to client 1',
      'state | ACCEPTED',
      'message | out interaction.setUserData by client 1 a none → 1 | ok 10 ms',
    ]);
    draw(one('UB'));
    expect(texts().join('\n')).not.toMatch(/Ann|setUserData/);
    expect(texts().join('\n')).toContain('deleteUserData');
  });

  test('a line leads to its message', async () => {
    const { page, one, draw, flow, stores, session } = await start();
    page.event(1_000, chat('7'), 'ACCEPTED');
    page.event(2_000, chat('7', {}, { state: 'COMPLETED', previousState: 'ACCEPTED' }), 'COMPLETED');
    await flow();
    draw(one('U7'));
    act(() => lines().at(-1)?.click());
    await vi.waitFor(() => expect(stores.view.value).toBe('messages'));
    expect(session.messages().get(stores.messages.selected.value ?? '')?.detail).toBe('COMPLETED');
  });

  test('a search finds what a line says, also where the line is not drawn', async () => {
    const { page, one, draw, flow, tab } = await start();
    for (let at = 0; at < 500; at += 1) page.event(1_000 + at, chat('7', { at }), 'X');
    await flow();
    await act(() => tab.passTime());
    draw(one('U7'));
    const found = (needle: RegExp) => {
      const body = stage.root.querySelector('.table-body') ?? expect.fail();
      return [...(findableAt(body)?.search(needle) ?? [])].filter((place) => place !== null);
    };
    expect(found(/userData\.at 41 → 42/g)).toHaveLength(1);
    expect(found(/ACCEPTED/g)).toHaveLength(1);
    expect(found(/nowhere/g)).toHaveLength(0);
  });

  test('thousands of lines are a few in the DOM', async () => {
    const { page, one, draw, flow, tab } = await start();
    for (let at = 0; at < 3_000; at += 1) page.event(1_000 + at, chat('7', { at }), 'X');
    await flow();
    await act(() => tab.passTime());
    draw(one('U7'));
    expect(lines().length).toBeGreaterThan(10);
    expect(lines().length).toBeLessThan(150);
  });
});
