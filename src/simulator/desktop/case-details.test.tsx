// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { createHarness, type Harness } from '../core/testdata/harness.ts';
import { ACT_NAMES } from './act-places.ts';
import { CaseDetails } from './case-details.tsx';
import { CaseList } from './case-list.tsx';
import { NewMenu } from './new-menu.tsx';
import { allByRole, byLabel, byRole, type Role, submitFormOf, type, useRoot } from './testdata/page.ts';

const root = useRoot();

/** The left and the middle of a desktop over a WWE without a browser; `look` reads it anew. */
function draw({ wwe }: Harness) {
  const model = signal(wwe.state());
  const selected = () => wwe.state().selectedInteraction;
  const look = (): void =>
    void act(() => {
      model.value = wwe.state();
      render(
        <>
          <NewMenu wwe={wwe} openMedia={wwe.settings().openMedia} selected={selected()} />
          <CaseList model={model} wwe={wwe} />
          <CaseDetails model={model} wwe={wwe} />
        </>,
        root(),
      );
    });
  look();
  const press = (name: string | RegExp, role: Role = 'button'): void => {
    const button = byRole(root(), role, name);
    act(() => button.click());
    look();
  };
  return { press, look };
}
const actNames = () =>
  allByRole(root(), 'button')
    .map(({ textContent }) => textContent ?? '')
    .filter((text) => Object.values(ACT_NAMES).includes(text));
const first = ({ wwe }: Harness) => wwe.state().cases[0]?.interactions[0];

it('no act has two buttons on the page, whichever case is open', () => {
  const harness = createHarness();
  const { wwe, pass } = harness;
  const { look, press } = draw(harness);
  for (const medium of ['voice', 'chat', 'email', 'workitem', 'voice', 'chat']) {
    const id = wwe.arrive({ medium });
    pass(10);
    wwe.act('answer', id);
    wwe.act('accept', id);
    wwe.arrive({ medium });
    pass(1000);
  }
  for (const { id } of wwe.state().cases) {
    wwe.selectCase(id);
    look();
    const names = actNames();
    expect(names.length).toBeGreaterThan(1);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
  press('Customer and routing');
  expect(new Set(actNames()).size).toBe(actNames().length);
});

it('consults a colleague with one press, or whom the agent has chosen', () => {
  const harness = createHarness();
  const { wwe } = harness;
  const { press } = draw(harness);
  press('New call');
  press('Answer');
  press(/^To: any colleague/);
  act(() => type(byLabel(root(), 'Kind'), 'ROUTING_POINT', true));
  act(() => type(byLabel(root(), 'Destination'), '8123'));
  act(() => submitFormOf(byLabel(root(), 'Destination')));
  press('Consult');
  const consultation = wwe.state().cases[0]?.interactions.find((one) => one.isConsultation);
  expect(consultation?.voice?.dnis).toBe('8123');
});

it('changes, adds and deletes case data by hand, and keeps a number a number', () => {
  const harness = createHarness();
  const { look, press } = draw(harness);
  harness.wwe.arrive({ userData: { OrderCount: 3 } });
  look();
  const data = () => new Map(first(harness)?.userData);
  press('Edit OrderCount');
  act(() => type(byLabel(root(), 'Value of OrderCount'), '4'));
  act(() => submitFormOf(byLabel(root(), 'Value of OrderCount')));
  look();
  expect(data().get('OrderCount')).toBe(4);
  act(() => type(byLabel(root(), 'New key'), 'Note'));
  act(() => type(byLabel(root(), 'New value'), '5'));
  act(() => submitFormOf(byLabel(root(), 'New key')));
  look();
  expect(data().get('Note')).toBe('5');
  press('Delete OrderCount');
  expect(data().has('OrderCount')).toBe(false);
  expect(allByRole(root(), 'button', 'Delete OrderCount')).toEqual([]);
});

it('lets the customer hang up', () => {
  const harness = createHarness();
  const { press } = draw(harness);
  press('New call');
  press('Answer');
  press('Customer and routing');
  press('Customer hangs up', 'menuitem');
  expect(first(harness)?.state).toBe('IDLE');
});

it('starts every kind of interaction, in the selected case too', () => {
  const harness = createHarness({ openMedia: ['workitem', 'instagram'] });
  const { press } = draw(harness);
  for (const name of ['Workitem', 'Instagram', 'Call preview', 'Outbound call', 'Outbound email']) {
    press('More…');
    press(name, 'menuitem');
  }
  press('More…');
  press('Chat in the selected case', 'menuitem');
  const { cases, selectedCase } = harness.wwe.state();
  const all = cases.flatMap(({ interactions }) => interactions.map(({ kind, medium }) => `${kind} ${medium}`));
  expect(all.sort()).toEqual(
    [
      'chat chat',
      'openMedia instagram',
      'openMedia workitem',
      'outboundEmail email',
      'preview outboundpreview',
      'voice voice',
    ].sort(),
  );
  expect(cases.find(({ id }) => id === selectedCase)?.interactions.map(({ medium }) => medium)).toContain('chat');
});

it('of 500 cases draws those in sight and those with a button', () => {
  const harness = createHarness();
  const { wwe } = harness;
  for (let n = 0; n < 500; n += 1) wwe.arrive(n % 2 === 0 ? {} : { medium: 'chat' });
  draw(harness);
  const drawn = root().querySelectorAll('.case').length;
  expect(drawn).toBeLessThan(80);
  expect(root().textContent).toContain('500 cases, 500 interactions');
  expect(allByRole(root(), 'button', 'Accept')).toHaveLength(1);
});
