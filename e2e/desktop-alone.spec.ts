/** Pages that the developer visits beside the simulator: none of them gets at the desktop, or at what it is told. */
import { type RunningSimulator, startSimulator } from 'wwe-devtools/simulator';
import { servePage } from './simulator/own-pages.ts';
import type { Tab } from './support/browser.ts';
import { expect, test } from './support/fixtures.ts';

/** A page that tries what a page can, at its button's press, and writes what came of it. */
function evilPage(desktop: string): string {
  const { host } = new URL(desktop);
  return `<button>Go</button><ul></ul><script>
const write = (words) => { const item = document.createElement('li'); item.textContent = words; document.querySelector('ul').append(item); };
/** Asks a window as a client asks WWE. */
window.ask = (target) => target.postMessage({ request: 'interaction.getInteractions', referenceId: '0', userAgent: 'WWE Client', protocolVersion: 2 }, '*');
addEventListener('message', ({ data }) => write('heard ' + JSON.stringify(data)));
const loaded = (element) => new Promise((resolve) => { element.onload = element.onerror = resolve; document.body.append(element); });
const ended = (socket) => new Promise((resolve) => { socket.onopen = () => resolve('open'); socket.onerror = () => resolve('refused'); });
document.querySelector('button').onclick = async () => {
  window.popup = open('${desktop}');
  const elements = ['object', 'embed', 'iframe'].map((tag) => {
    const element = document.createElement(tag);
    element[tag === 'object' ? 'data' : 'src'] = '${desktop}?' + tag;
    return element;
  });
  // As long as this page is there: a desktop takes its time to start.
  setInterval(() => [window.popup, ...elements.map((element) => element.contentWindow)].forEach((one) => one && ask(one)), 50);
  document.body.append(...elements.slice(0, 2));
  await loaded(elements[2]); // What is refused has an event only here.
  const script = document.createElement('script');
  script.src = '${desktop}';
  await loaded(script);
  for (const path of ['', 'simulator.json', 'host/index.html']) {
    await fetch('${desktop}' + path).then(() => write('read ' + path), () => undefined);
  }
  for (const path of ['/control?desk=', '//']) write(path + ' ' + (await ended(new WebSocket('ws://${host}' + path))));
  write('done');
};
</script>`;
}

/** What the evil page wrote, when it is through. */
async function wrote(tab: Tab): Promise<readonly string[]> {
  await expect(tab.locator('li').filter({ hasText: /^done$/ })).toBeVisible();
  return tab.locator('li').allInnerTexts();
}

/** Ids of the interactions on the desktop in a tab; null: there is no desktop. */
const idsIn = (tab: Tab) =>
  tab.evaluate(() => window.wweSimulator?.state().cases.flatMap((one) => one.interactions.map(({ id }) => id)) ?? null);

test('no other page frames, opens, reads or drives the desktop, but those that the developer has named', async ({
  openBareTab,
}) => {
  const simulator: RunningSimulator = await startSimulator({ port: 0 });
  const [desk, tab] = [await openBareTab(), await openBareTab()];
  await desk.goto(simulator.url);
  await simulator.ready();
  const before = await simulator.ring({ party: 'Robin' });
  // The same machine and another one, to the browser's mind: another port, another name.
  for (const address of [simulator.url, simulator.url.replace('localhost', '127.0.0.1')]) {
    const evil = await servePage({ body: evilPage(address) });
    await tab.goto(evil.url);
    const opening = tab.nextPopup();
    await tab.getByRole('button').click();
    const popup = await opening;
    const refused = ['/control?desk= refused', '// refused', 'done'];
    expect(await wrote(tab)).toEqual(refused);
    // The tab that it opened was taken away from it, and nothing runs there until the developer wants it.
    const link = popup.getByRole('link', { name: 'Open the desktop' });
    await expect(link).toBeVisible();
    await expect.poll(() => tab.evaluate(() => Reflect.get(window, 'popup').closed)).toBe(true);
    expect(await idsIn(popup)).toBeNull();
    const id = await simulator.ring({ party: 'Ada' });
    expect(await idsIn(desk)).toContain(id);
    await link.click();
    await expect(popup.getByRole('button', { name: 'New call' })).toBeVisible();
    expect(await popup.evaluate(() => window.opener)).toBeNull();
    expect(await wrote(tab)).toEqual(refused);
    await popup.close();
    await evil.close();
  }
  expect(await idsIn(desk)).toContain(before);

  // A tab of theirs, into which the developer types the address: a driver does as a person does.
  const evil = await servePage({ body: evilPage(simulator.url) });
  await tab.goto(evil.url);
  const opening = tab.nextPopup();
  await tab.evaluate((url) => void Reflect.set(window, 'popup', window.open(url)), evil.url);
  const popup = await opening;
  await expect(popup.getByRole('button', { name: 'Go' })).toBeVisible();
  await popup.goto(simulator.url);
  // One browser takes the tab away from them by itself; in the other one the desktop does not start.
  const isHeld = await popup.evaluate(() => window.opener !== null);
  const shown = isHeld
    ? popup.getByRole('link', { name: 'Open the desktop in a tab of its own' })
    : popup.getByRole('button', { name: 'New call' });
  await expect(shown).toBeVisible();
  await tab.evaluate(() => Reflect.get(window, 'ask')?.(Reflect.get(window, 'popup')));
  const heard = await popup.evaluate(() => window.wweSimulator?.received().map(({ frame }) => frame) ?? []);
  expect(heard.filter((frame) => frame !== 'frame-0')).toEqual([]);
  if (!isHeld) await popup.close();
  await simulator.ring();
  expect(new Set((await simulator.received()).map(({ frame }) => frame))).toEqual(new Set(['frame-0']));
  expect(await tab.locator('li').count()).toBe(0);
  await evil.close();
  await simulator.close();
});

test('a page that the developer has named frames the desktop, opens it, and talks with it', { tag: '@panel' }, async ({
  openBareTab,
}) => {
  const own = await servePage({ body: '<p>A page around WWE</p>' });
  const simulator = await startSimulator({ port: 0, clients: 0, framedBy: [own.url] });
  const tab = await openBareTab();
  await tab.goto(own.url);
  const asks = (target: 'frame' | 'popup', url: string) =>
    tab.evaluate(
      async ([where, address]) => {
        const frame = document.createElement('iframe');
        const opened = where === 'popup' ? window.open(address) : null;
        if (where === 'frame') document.body.append(Object.assign(frame, { src: address }));
        const wwe = opened ?? frame.contentWindow;
        const request = { request: 'agent.get', referenceId: where, userAgent: 'WWE Client', protocolVersion: 2 };
        const answer = new Promise((resolve) => {
          addEventListener('message', ({ data }) => data.referenceId === where && resolve(data.data.username));
        });
        // It is asked again until it is there: it does not say when.
        const asking = setInterval(() => wwe?.postMessage(request, '*'), 50);
        const name = await answer;
        clearInterval(asking);
        return name;
      },
      [target, url] as const,
    );
  for (const where of ['frame', 'popup'] as const) {
    const desk = simulator.desk(where);
    const opened = where === 'popup' ? tab.nextPopup() : null;
    expect(await asks(where, desk.url)).toContain('ada.example');
    await desk.ready();
    expect(await desk.ring()).toBe('1');
    await (await opened)?.close();
  }
  await simulator.close();
  await own.close();
});
