import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Layers } from '../../transport/rules.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { createAccess } from './access.ts';
import { type FakeAccess, fakeAccess } from './testdata/access.ts';

const WWE = 'https://wwe.example.com';
const CRM = 'https://crm.example.com';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
  installTexts(messagesLookup(english));
});
afterEach(() => life.abort());

/** Lets every answer arrive. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

async function setUp(given: FakeAccess, rules: Layers | null = [{}, {}]) {
  const fake = fakeAccess(given);
  const withdrawn = vi.fn();
  const report = vi.fn();
  const layers = signal(rules);
  const access = createAccess({ transport: fake.transport, layers, onWithdrawn: withdrawn, report }, life.signal);
  await settle();
  const unwatched = () => access.unwatched.value.map(({ site, urls, isTop }) => [site, urls.length, isTop]);
  return { ...fake, access, unwatched, withdrawn, report, layers };
}

test('installed, it names the sites of the frames, and asks for nothing by itself', async () => {
  const { transport, unwatched } = await setUp({
    documents: [`${WWE}/ui/`, 'about:blank', `${CRM}/a`, `${CRM}:8443/b`, 'data:,x'],
  });
  expect(unwatched()).toEqual([
    [WWE, 1, true],
    [CRM, 2, false],
  ]);
  expect(transport.ask).not.toHaveBeenCalled();
});

test('one press for all of them; then the page is to be loaded again, and that is all', async () => {
  const { access, transport, unwatched } = await setUp({ documents: [`${WWE}/`, `${CRM}/`] });
  await access.watch([WWE, CRM]);
  expect([vi.mocked(transport.ask).mock.calls, access.stage.value, unwatched()]).toEqual([
    [[[WWE, CRM]]],
    'reload',
    [],
  ]);
  access.navigated();
  expect(access.stage.value).toBe('idle');
});

test('refused, it says so and offers it again', async () => {
  const { access, answers, unwatched } = await setUp({ documents: [`${WWE}/`] });
  answers('refused');
  await access.watch([WWE]);
  expect([access.stage.value, unwatched().length]).toEqual(['refused', 1]);
});

test('asking fails: that is a refusal, and is reported', async () => {
  const { access, answers, report } = await setUp({ documents: [`${WWE}/`] });
  answers(new Error('no'));
  await access.watch([WWE]);
  expect([access.stage.value, report.mock.calls.length]).toEqual(['refused', 1]);
});

test('asked elsewhere, the change of the grants tells what came of it', async () => {
  const { access, answers, set } = await setUp({ documents: [`${WWE}/`] });
  answers('elsewhere');
  await access.watch([WWE]);
  expect(access.stage.value).toBe('elsewhere');
  set([`${WWE}/*`]);
  await settle();
  expect(access.stage.value).toBe('reload');
});

test('a frame that comes later, of a site that is not watched', async () => {
  const { show, unwatched } = await setUp({ granted: [`${WWE}/*`], documents: [`${WWE}/`] });
  expect(unwatched()).toEqual([]);
  show([`${WWE}/`, `${CRM}/`]);
  await settle();
  expect(unwatched()).toEqual([[CRM, 1, false]]);
});

test('withdrawn in the browser’s own settings: said at once, and nothing of the site is kept', async () => {
  const { set, unwatched, withdrawn } = await setUp({
    granted: [`${WWE}/*`, `${CRM}/*`],
    documents: [`${WWE}/`, `${CRM}/`],
  });
  set([`${WWE}/*`]);
  await settle();
  expect(unwatched()).toEqual([[CRM, 1, false]]);
  const [isGone] = withdrawn.mock.calls.at(-1) ?? [];
  expect([CRM, `${CRM}:8443`, WWE, 'null'].map(isGone)).toEqual([true, true, false, false]);
});

test('one of two patterns that cover a site is withdrawn: the site is still watched', async () => {
  const { set, unwatched, withdrawn } = await setUp({ granted: [`${WWE}/*`, '*://*/*'], documents: [`${WWE}/`] });
  set([`${WWE}/*`]);
  await settle();
  const [isGone] = withdrawn.mock.calls.at(-1) ?? [];
  expect([unwatched(), isGone(WWE), isGone(CRM)]).toEqual([[], false, true]);
});

test('stopped in the settings: given back to the browser', async () => {
  const { access, transport, unwatched } = await setUp({ granted: [`${WWE}/*`], documents: [`${WWE}/`] });
  await access.stop(`${WWE}/*`);
  await settle();
  expect([vi.mocked(transport.withdraw).mock.calls, unwatched().length]).toEqual([[[`${WWE}/*`]], 1]);
});

test('what the rules do not allow, or the package is not for, is named and not asked for', async () => {
  const byRules = await setUp({ documents: [`${WWE}/`, `${CRM}/`] }, [{ allowedOrigins: [WWE] }, {}]);
  expect(byRules.access.unwatched.value.map(({ why }) => why)).toEqual([null, english.access_not_by_rules.message]);
  const byPackage = await setUp({ fixed: [`${WWE}/*`], granted: [`${WWE}/*`], documents: [`${WWE}/`, `${CRM}/`] });
  expect(byPackage.access.unwatched.value.map(({ site, why }) => [site, why])).toEqual([
    [CRM, english.access_not_in_package.message],
  ]);
  expect(byPackage.access.canWithdraw).toBe(false);
});

test('a closed panel hears nothing more', async () => {
  const { isHeard } = await setUp({});
  life.abort();
  expect(isHeard()).toBe(false);
});
