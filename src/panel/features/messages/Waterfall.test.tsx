// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { CLIENT, FakeTab } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';
import { MessagesView } from './MessagesView.tsx';

const stage = useStage();

async function open() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const host = tab.open('host', { path: 'top', target: null });
  const stores = await startPanel(surroundingsOf(tab), stage.signal);
  stores.view.value = 'messages';
  function ask(t: number, referenceId: string): void {
    const message = { ...CLIENT, request: 'agent.get', parameters: [], referenceId };
    host.add(t, message, { peer: 'top/0', origin: 'https://page.example.com' });
  }
  act(() =>
    render(
      <PanelProvider value={stores}>
        <MessagesView />
      </PanelProvider>,
      stage.root,
    ),
  );
  return { page, ask, flow: () => act(() => tab.flow()) };
}

const drawings = () => [...stage.root.querySelectorAll<HTMLElement>('.waterfall')];
const styleOf = (drawing: HTMLElement | undefined, part: string) => {
  const element = drawing?.querySelector<HTMLElement>(part);
  return element && [element.style.left, element.style.width];
};

test('requests and events stand on one axis, which is the same until something goes beyond it', async () => {
  const { page, ask, flow } = await open();
  ask(1_000, '0');
  page.answer(1_250, '0', { data: null });
  page.event(1_500, { interactionId: '7' }, 'RINGING');
  await flow();
  const [request, event] = drawings();
  expect(styleOf(request, '.waterfall-good')).toEqual(['0%', '41.666666666666664%']);
  expect(styleOf(event, '.waterfall-moment')).toEqual(['83.33333333333333%', '']);
  expect(stage.root.querySelector('.header-waterfall')?.textContent).toContain('600 ms');

  page.event(1_590, { interactionId: '7' }, 'ESTABLISHED');
  await flow();
  expect(styleOf(drawings()[0], '.waterfall-good')?.[1]).toBe('41.666666666666664%');
  page.event(2_000, { interactionId: '7' }, 'RELEASED');
  await flow();
  expect(styleOf(drawings()[0], '.waterfall-good')?.[1]).toBe('20.833333333333332%');
});

test('the pointer is told the exact times; before it comes, no text is made', async () => {
  const { page, ask, flow } = await open();
  ask(1_000, '0');
  page.answer(1_250, '0', { data: null });
  await flow();
  const drawing = drawings()[0] ?? expect.fail();
  expect(drawing.title).toBe('');
  act(() => void drawing.dispatchEvent(new Event('pointerenter')));
  expect(drawing.title).toMatch(/^Sent .*01\.000 \S+\nAnswered .*01\.250 \S+, after 250\.0 ms$/);
});
