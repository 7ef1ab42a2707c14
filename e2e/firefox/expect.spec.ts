/** The matchers for elements that are not Playwright's own, over elements that exist only here. */
import { test } from '@playwright/test';
import type { Finder } from '../support/browser.ts';
import { expect } from '../support/expect.ts';

/** What is found: the texts of the elements, and the attributes of each. */
interface Found {
  readonly texts: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly isVisible?: boolean;
}

/** Elements that are first these, then those; the last stay. */
function elements(...states: readonly Found[]): Finder {
  let looks = 0;
  const now = (): Found => states[Math.min(looks, states.length - 1)] ?? { texts: [] };
  const look = (): Found => {
    const found = now();
    looks += 1;
    return found;
  };
  const refuse = () => {
    throw new Error('These elements are only looked at.');
  };
  const self: Finder = {
    getByRole: refuse,
    getByLabel: refuse,
    locator: refuse,
    filter: refuse,
    first: refuse,
    nth: refuse,
    click: refuse,
    dblclick: refuse,
    fill: refuse,
    check: refuse,
    selectOption: refuse,
    focus: refuse,
    innerText: refuse,
    count: async () => look().texts.length,
    allInnerTexts: async () => look().texts,
    getAttribute: async (name) => now().attributes?.[name] ?? null,
    isVisible: async () => look().isVisible ?? false,
    toString: () => 'the elements of this test',
  };
  return self;
}

const one = elements({
  texts: ['RINGING\n  IN\tINBOUND'],
  attributes: { 'aria-level': '2', disabled: '' },
  isVisible: true,
});
const three = elements({ texts: ['What', 'Block 10:00', 'Done 10:01'] });
const none = elements({ texts: [] });

/** Long enough for several looks, in ms. */
const SHORT = { timeout: 500 };

test('matchers hold for what is there', async () => {
  await expect(one).toContainText('RINGING IN');
  await expect(one).toContainText(/IN\w+ND/);
  await expect(one).toHaveText('RINGING IN INBOUND');
  await expect(one).toHaveCount(1);
  await expect(one).toBeVisible();
  await expect(one).toHaveAttribute('aria-level', '2');
  await expect(one).toBeDisabled();
  await expect(three).toContainText([/What/, 'Done']);
  await expect(three).toHaveText(['What', /^Block/, 'Done 10:01']);
  await expect(none).toHaveCount(0);
});

test('matchers hold with not for what is not there', async () => {
  await expect(one).not.toContainText('HELD');
  await expect(one).not.toHaveText('RINGING');
  await expect(none).not.toBeVisible();
  await expect(three).not.toContainText(['Done', 'What']);
  await expect(three).not.toHaveText(['What', 'Done 10:01']);
  await expect(one).not.toHaveAttribute('aria-level', '3');
});

const WRONG: Readonly<Record<string, () => Promise<void>>> = {
  'a text that is not there': () => expect(one).toContainText('HELD', SHORT),
  'a text that does not match': () => expect(one).toContainText(/HELD/, SHORT),
  'a part taken for the whole': () => expect(one).toHaveText('RINGING', SHORT),
  'a text that should not be there': () => expect(one).not.toContainText('RINGING', SHORT),
  'another order': () => expect(three).toContainText(['Done', 'What'], SHORT),
  'too few texts': () => expect(three).toHaveText(['What', 'Done 10:01'], SHORT),
  'another number': () => expect(three).toHaveCount(2, SHORT),
  'several for one': () => expect(three).toContainText('What', SHORT),
  'none for one': () => expect(none).toContainText('What', SHORT),
  'none, with not': () => expect(none).not.toContainText('What', SHORT),
  'not visible': () => expect(none).toBeVisible(SHORT),
  'another value': () => expect(one).toHaveAttribute('aria-level', '3', SHORT),
  'no attribute': () => expect(one).toHaveAttribute('title', /./, SHORT),
  'not disabled': () => expect(elements({ texts: ['Apply'] })).toBeDisabled(SHORT),
};

test('matchers fail', async () => {
  // Side by side: each waits until its time is over.
  const outcomes = Object.entries(WRONG).map(([what, wrong]) =>
    wrong().then(
      () => `${what}: taken for true`,
      () => `${what}: failed`,
    ),
  );
  expect(await Promise.all(outcomes)).toEqual(Object.keys(WRONG).map((what) => `${what}: failed`));
});

test('a matcher waits, and says what it found last and where', async () => {
  await expect(elements({ texts: [] }, { texts: ['RINGING'] }, { texts: ['TALKING'] })).toContainText('TALKING');
  await expect(elements({ texts: ['a', 'b'] }, { texts: [] })).toHaveCount(0);
  const failed = expect(elements({ texts: ['RINGING'] })).toContainText('TALKING', SHORT);
  await expect(failed).rejects.toThrow(/the elements of this test[\s\S]*TALKING[\s\S]*RINGING/);
});
