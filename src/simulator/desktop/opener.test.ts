// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { isHeldByAnother, refuseToStart } from './opener.ts';

const origin = 'http://localhost:4600';

/** A tab, opened by that window. */
function opened(opener: unknown) {
  const win = { opener, parent: {}, location: { origin } };
  win.parent = win;
  return win;
}

/** A window as a page of another origin sees it. */
const foreign = new Proxy(
  {},
  {
    get() {
      throw new DOMException('Blocked', 'SecurityError');
    },
  },
);

it('a tab is held by a page of another origin that opened it, unless that is named', () => {
  expect(isHeldByAnother(opened(null), false)).toBe(false);
  expect(isHeldByAnother(opened(foreign), false)).toBe(true);
  expect(isHeldByAnother(opened(foreign), true)).toBe(false);
  expect(isHeldByAnother(opened({ location: { origin } }), false)).toBe(false);
  expect(isHeldByAnother(opened({ location: { origin: 'null' } }), false)).toBe(true);
});
it('a frame has no opener that counts: who may frame it is for its server', () => {
  expect(isHeldByAnother({ opener: foreign, parent: foreign, location: { origin } }, false)).toBe(false);
});
it('the way out is a tab that nobody else has hold of', () => {
  const root = document.createElement('div');
  refuseToStart(root);
  expect(root.textContent).toContain('can still reach it');
  expect(root.querySelector('a')?.rel).toBe('noopener');
  expect(root.querySelector('a')?.target).toBe('_blank');
});
