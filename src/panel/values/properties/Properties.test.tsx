// @vitest-environment happy-dom
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { INTERACTION_PROPERTIES } from '../../../protocol/properties.ts';
import { INTERACTION_STATES } from '../../../protocol/states.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { explainState } from './explain.ts';
import { Parties } from './Parties.tsx';
import { Properties } from './Properties.tsx';

let root: HTMLElement;
const draw = (what: ComponentChild) => act(() => render(what, root));

function lineOf(name: string): HTMLElement {
  const found = [...root.querySelectorAll<HTMLElement>('tbody tr')].find(
    (line) => line.querySelector('button')?.textContent === name,
  );
  if (!found) throw new Error(`no line for ${name}`);
  return found;
}
const shownFor = (name: string) => lineOf(name).children[1]?.textContent;

beforeEach(() => {
  installTexts(messagesLookup(english));
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

it('lists the documented properties in order, absent ones too, and the unknown after them', () => {
  draw(<Properties raw={{ surprise: 7, interactionId: '1', state: 'HELD', isConsultation: 'no', callUuid: null }} />);
  const names = [...root.querySelectorAll('tbody button')].map((one) => one.textContent);
  expect(names).toEqual([...Object.keys(INTERACTION_PROPERTIES), 'surprise']);
  expect(shownFor('state')).toBe('HELD – the call is on hold');
  expect(shownFor('caseId')).toBe('absent');
  expect(shownFor('ani')).toBe('absent (documented for voice only)');
  expect(shownFor('callUuid')).toBe('null');
  expect(shownFor('isConsultation')).toContain('unusual: documented as true or false');
  expect(shownFor('surprise')).toBe('7not documented');
});

it('explains each name to those who see it and those who hear it', () => {
  draw(<Properties raw={{ caseId: 'c' }} />);
  const name = lineOf('caseId').querySelector('button');
  const description = document.getElementById(name?.getAttribute('aria-describedby') ?? '');
  expect(description?.textContent).toBe(name?.title);
  expect(name?.title).toBe('The case that the interaction belongs to.');
});

it('explains all documented states and no other', () => {
  for (const state of INTERACTION_STATES) expect(explainState(state)).toMatch(/^[a-z].{3,}/);
  expect(explainState('PAUSED')).toBeNull();
  expect(explainState('constructor')).toBeNull();
});

it('lists parties, whatever they are', () => {
  draw(<Parties parties={[{ name: 'Robin Sample', id: 7 }, { name: 5 }, 'odd']} />);
  const lines = [...root.querySelectorAll('tbody tr')].map((line) => line.textContent);
  expect(lines[0]).toContain('Robin Sample');
  expect(lines[0]).toContain('id: 7');
  expect(lines[1]).toContain('no name');
  expect(lines[1]).toContain('name: 5');
  expect(lines[2]).toContain('unusual: not a party object');
  draw(<Parties parties={[]} />);
  expect(root.textContent).toBe('No parties are known for this interaction.');
  draw(<Parties parties="Robin" />);
  expect(root.textContent).toContain('"Robin"');
});
