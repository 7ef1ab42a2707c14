/** The whole panel, drawn for a test. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { Frame } from '../shell/Frame.tsx';
import { type AllStores, PanelProvider } from '../shell/PanelProvider.tsx';
import { type PanelSurroundings, startPanel } from '../shell/start.ts';
import { surroundingsOf } from '../stores/testdata/commands.ts';
import type { FakeTab } from '../stores/testdata/tab.ts';
import type { Stage } from './stage.ts';

/** Starts the panel over a tab and draws it. @returns its stores */
export async function showPanel(stage: Stage, tab: FakeTab, more: Partial<PanelSurroundings> = {}): Promise<AllStores> {
  const stores = await startPanel(surroundingsOf(tab, more), stage.signal);
  await act(async () => {
    render(
      <PanelProvider value={stores}>
        <Frame />
      </PanelProvider>,
      stage.root,
    );
    await tab.flow();
  });
  return stores;
}
