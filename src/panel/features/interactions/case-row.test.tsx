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

async function open(tell: (page: ReturnType<FakeTab['open']>) => void) {
  const tab = new FakeTab();
  const page = tab.open('page');
  tell(page);
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
  return { tab, page, stores };
}
const caseRows = () => [...stage.root.querySelectorAll<HTMLElement>('.case-row')];
const rowOf = (id: string) =>
  stage.root.querySelector<HTMLElement>(`[data-interaction="${id}"]`) ?? expect.fail(`no row ${id}`);

test('what WWE said of a case is told as its word, and what that rests on; what it did not say is not told', async () => {
  const { tab, page } = await open((client) => {
    client.event(500, chat('1', {}, { caseId: 'A', isCaseSelected: false, isCaseExpanded: false }));
    client.event(510, chat('2', {}, { caseId: 'B' }));
  });
  /** Of an interaction that is alone in its case. */
  const marks = (id: string) => [...rowOf(id).querySelectorAll<HTMLElement>('.cell-case [title*=CASE]')];
  const texts = (id: string) => marks(id).map(({ textContent }) => textContent?.replace(' · ', ''));
  const say = async (eventType: string, selectedCaseId: string) => {
    page.add(600, { ...SERVER, event: 'interaction', data: { eventType, selectedCaseId } });
    await act(() => tab.flow());
  };
  expect(caseRows()).toEqual([]);
  expect([texts('1'), texts('2')]).toEqual([['collapsed in WWE'], []]);
  await say('CASE_SELECTED', 'A');
  expect(texts('1')).toEqual(['selected in WWE', 'collapsed in WWE']);
  expect(marks('1').map(({ title }) => title)).toEqual([
    expect.stringContaining('CASE_SELECTED'),
    expect.stringContaining('isCaseExpanded: false'),
  ]);
  await say('CASE_EXPANDED', 'A');
  expect(texts('1')).toEqual(['selected in WWE', 'expanded in WWE']);
});

test('a case has a row once it has two interactions; its id is short, and whole on hover and in what is copied', async () => {
  const caseId = '0f8e2c1a-77aa-4a52-9c7e-1d2f3a4b5c6d';
  const { tab, page, stores } = await open((client) => client.event(500, chat('1', {}, { caseId })));
  expect(caseRows()).toEqual([]);
  expect(rowOf('1').getAttribute('aria-level')).toBe('1');
  expect(rowOf('1').querySelector('.cell-case')?.textContent).toBe('0f8e2c1a…');
  page.event(510, chat('2', {}, { caseId }));
  await act(() => tab.flow());
  const [head, other] = caseRows();
  expect(other).toBeUndefined();
  expect(head?.textContent).toContain('Case 0f8e2c1a… · 2 interactions');
  expect(head?.querySelector('[title]')?.getAttribute('title')).toBe(caseId);
  expect([rowOf('1'), rowOf('2')].map((row) => row.getAttribute('aria-level'))).toEqual(['2', '2']);
  act(() => head?.click());
  expect(stage.root.querySelectorAll('[data-interaction]')).toHaveLength(0);
  expect(head?.getAttribute('aria-expanded')).toBe('false');
  expect(stores.selected.value).toBeNull();
});
