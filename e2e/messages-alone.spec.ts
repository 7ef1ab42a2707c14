import { desktopUrl, expect, test } from './support/fixtures.ts';
import { Messages } from './support/messages.ts';
import { Wwe } from './support/wwe.ts';

test('a page outside of WWE answers itself; a page inside a page is taken for an answer', { tag: '@panel' }, async ({
  openTab,
  openPanelOf,
  simulator,
}) => {
  const tab = await openTab();
  await tab.goto(`${simulator.otherSite}/client/?debug=off`);
  const messages = await Messages.open(await openPanelOf(tab));
  const answer = await tab.evaluate(() => window.wwePage?.call('agent.get'));
  expect(answer).toMatchObject({ ok: true, value: { request: 'agent.get', userAgent: 'WWE Client' } });
  await expect(messages.cell(messages.row('agent.get'), 'status')).toHaveText(/^ok ?own echo$/);
  await expect(messages.cell(messages.row('subscribe'), 'status')).toHaveText(/^pending .*own echo$/);
  await expect(messages.rows).toHaveCount(2);
  await messages.row('agent.get').click();
  await expect(messages.details).toContainText('no answer of WWE to this request was seen');
  await expect(messages.details).toContainText('the page stands alone, outside of WWE');
  await messages.close();

  const wwe = new Wwe(tab);
  await tab.goto(
    desktopUrl(simulator, {
      query: { client: 'subscribe=none&debug=off' },
      settings: { silentServices: ['agent.get'], frameAnnounce: 'off' },
    }),
  );
  await wwe.ready();
  // The rows of the page before go when its end is told, which may take longer than the next page does.
  await expect(messages.rows).toHaveCount(0);
  const outer = wwe.client().evaluate(() => {
    const service = Object(Reflect.get(window, 'service'));
    return new Promise((end) => {
      service.agent.get(end, end);
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = location.href;
      frame.onload = () => Object(frame.contentWindow).service.agent.getStateList(end, end);
    });
  });
  // The outer page's client believes it: the inner one's first id is "0" as well.
  expect(await outer).toMatchObject({ request: 'agent.getStateList' });
  const [own, inner] = [messages.row('agent.get'), messages.row('agent.getStateList')];
  await expect(messages.cell(own, 'client')).toContainText(/^1 /);
  await expect(messages.cell(inner, 'client')).toContainText(/^2 /);
  await expect(messages.cell(inner, 'status')).toContainText('pending');
  await expect(messages.cell(own, 'status')).toHaveText('ok');
  await expect(messages.rows).toHaveCount(2);
  await own.click();
  await expect(messages.details).toContainText('no answer of WWE to this request was seen');
});
