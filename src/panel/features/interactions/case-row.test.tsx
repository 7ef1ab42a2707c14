// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { InteractionsView } from '../../shell/InteractionsView.tsx';
import { PanelProvider } from '../../shell/PanelProvider.tsx';
import { startPanel } from '../../shell/start.ts';
import { surroundingsOf } from '../../stores/testdata/commands.ts';
import { chat, FakeTab, SERVER } from '../../stores/testdata/tab.ts';
import { useStage } from '../../testdata/stage.ts';

const stage = useStage();

test('what WWE said of a case is told as its word, and what that rests on; what it did not say is not told', async () => {
  const tab = new FakeTab();
  const page = tab.open('page');
  page.event(500, chat('1', {}, { caseId: 'A', isCaseSelected: false, isCaseExpanded: false }));
  page.event(510, chat('2', {}, { caseId: 'B' }));
  const stores = await startPanel(surroundingsOf(tab), stage.signal);
  await act(async () => {
    render(
      <PanelProvider value={stores}>
        <InteractionsView />
      </PanelProvider>,
      stage.root,
    );
    await tab.flow();
  });
  const marks = (id: string) => {
    const row = [...stage.root.querySelectorAll('.case-row')].find((one) => one.textContent?.includes(`Case ${id}`));
    return [...(row?.querySelectorAll<HTMLElement>('[title]') ?? [])];
  };
  const texts = (id: string) => marks(id).map(({ textContent }) => textContent?.replace(' · ', ''));
  const say = async (eventType: string, selectedCaseId: string) => {
    page.add(600, { ...SERVER, event: 'interaction', data: { eventType, selectedCaseId } });
    await act(() => tab.flow());
  };
  expect([texts('A'), texts('B')]).toEqual([['collapsed in WWE'], []]);
  await say('CASE_SELECTED', 'A');
  expect(texts('A')).toEqual(['selected in WWE', 'collapsed in WWE']);
  expect(marks('A').map(({ title }) => title)).toEqual([
    expect.stringContaining('CASE_SELECTED'),
    expect.stringContaining('isCaseExpanded: false'),
  ]);
  await say('CASE_EXPANDED', 'A');
  expect(texts('A')).toEqual(['selected in WWE', 'expanded in WWE']);
});
