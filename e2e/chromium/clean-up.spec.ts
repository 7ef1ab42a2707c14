/** In Chromium a tab and its DevTools serve several journeys: what listens to them must be taken away. */
import { inChromium } from '../support/chromium.ts';
import { expect, test } from '../support/fixtures.ts';

test('what a journey must take away itself is named', async ({ inspecting, openTab, openPanelOf }) => {
  const { devtools } = inChromium((await openPanelOf(await openTab())).window);
  const listen = () => {};
  devtools.on('console', listen);
  expect(await inspecting.cleanUp()).toEqual(['1 listeners to the DevTools of a tab']);
  devtools.off('console', listen);
});
