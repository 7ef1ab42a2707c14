/** No parameters whatever make a service throw; each request that is answered is answered once. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../testdata/harness.ts';
import { ANSWER_FORMS } from './answer-forms.ts';

/** A list of interactions with something of each kind, so that hostile parameters reach further than "does not exist". */
function busy(): Harness {
  const harness = createHarness();
  const { wwe, request } = harness;
  wwe.act('answer', wwe.arrive());
  wwe.arrive({ medium: 'email' });
  request('outbound.getPreviewRecord', ['CampaignSIP']);
  request('system.popupToast', [{ title: 'a', buttons: ['b'] }]);
  request('system.openDialog', ['https://page.example/', {}]);
  request('system.updateViewInApplicationMenuBar', [{ name: 'view0' }]);
  return harness;
}

function cyclic(): object {
  const list: unknown[] = ['a'];
  const object = { list, destination: list };
  list.push(object);
  return object;
}

const EVIL: readonly unknown[] = [
  cyclic(),
  [cyclic()],
  JSON.parse('{"__proto__":{"polluted":true},"name":"__proto__","title":"t"}'),
  { keyValues: JSON.parse('{"__proto__":{"a":1}}'), buttons: ['__proto__'] },
  { destination: '5001', type: '__proto__' },
  { destination: '5001', target: cyclic() },
  '__proto__',
  'constructor',
  '*',
  '/',
  '*/*',
  'a'.repeat(20_000),
  Array.from({ length: 2000 }, (_, index) => `section-${index}/option*`),
  Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key-${index}`, index])),
  new Map([['a', 1]]),
  new Date(Number.NaN),
  10n ** 40n,
  Number.NaN,
  -1,
  -0,
  Number.POSITIVE_INFINITY,
  new Uint8Array(4),
  'javascript:alert(1)',
  'data:text/html,hello',
];

const SERVICES = Object.keys(ANSWER_FORMS);
const ids = fc.constantFrom('1', '2', '3', 'wweCustomToast0', 'wweCustomDialog1', 'view0', 'voice');
const parameter = fc.oneof({ weight: 3, arbitrary: ids }, fc.constantFrom(...EVIL), fc.anything());

describe('hostile parameters', () => {
  it.each(SERVICES)('%s answers all of them, once each', (service) => {
    const { request, posted } = busy();
    for (const evil of EVIL) {
      for (const parameters of [[evil], ['1', evil], ['3', evil, evil, evil], [evil, evil]]) {
        const ref = request(service, parameters);
        const answers = posted.filter(({ message }) => message.referenceId === ref);
        assert.equal(answers.length, 1);
        posted.splice(0);
      }
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
  it('in any order, they leave WWE able to answer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...SERVICES), fc.array(parameter, { maxLength: 4 })), { maxLength: 20 }),
        (calls) => {
          const { wwe, posted, pass, request, answer } = busy();
          for (const [index, [service, parameters]] of calls.entries()) {
            const call = { request: service, parameters, referenceId: `r${index}`, userAgent: 'WWE Client' };
            wwe.receive('b', 'https://client.example', call);
            assert.equal(posted.filter(({ message }) => message.referenceId === `r${index}`).length, 1);
          }
          pass(60_000);
          expect(() => structuredClone(wwe.state())).not.toThrow();
          expect(answer(request('agent.get'))).toHaveProperty('data');
        },
      ),
      { numRuns: 200 },
    );
  });
  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', 'ftp://page.example/', ' ', 'about:blank'])(
    'opens no dialog with the address %s',
    (url) => {
      const { wwe, request, answer } = createHarness();
      expect(answer(request('system.openDialog', [url, {}]))?.errorMessage).toContain('http');
      expect(wwe.state().shell.dialogs).toEqual([]);
    },
  );
  it('lets no styles in but colours and lengths, and no pictures but http, https and data', () => {
    const { wwe, request, answer } = createHarness();
    const view = { name: 'v', backgroundColor: 'url(https://evil.example/)' };
    expect(answer(request('system.updateViewInApplicationMenuBar', [view]))?.errorMessage).toContain('backgroundColor');
    const sized = { width: '1px;position:fixed' };
    expect(answer(request('system.openDialog', ['https://page.example/', sized]))?.errorMessage).toContain('width');
    request('system.popupToast', [{ title: 't', iconUrl: 'javascript:alert(1)' }]);
    expect(wwe.state().shell.toasts[0]?.iconUrl).toBeNull();
  });
});
