import { describe, expect, test } from 'vitest';
import { Opaque } from '../../../entry/decode.ts';
import {
  type Compiled,
  chooseService,
  compile,
  type Draft,
  draftOf,
  freshDraft,
  revealTokens,
  switchMode,
} from './draft.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

/** Service and parameters, or what is wrong. */
function callOf(draft: Draft): unknown {
  return short(compile(draft));
}
const short = (call: Compiled) => (call.ok ? [call.service, call.parameters] : call.problem.is);

/** A draft written as text. */
const written = (text: string, mode: Draft['mode'] = 'list', service = 'a.b'): Draft => ({
  ...freshDraft(service),
  mode,
  text,
  touched: true,
});

/** The draft in another way of writing. */
function switched(draft: Draft, mode: Draft['mode']): Draft {
  const next = switchMode(draft, mode);
  return 'draft' in next ? next.draft : expect.fail(next.problem.is);
}

describe('what a draft comes to', () => {
  test.each<[string, Draft, unknown]>([
    ['a service without parameters', freshDraft('agent.get'), ['agent.get', undefined]],
    ['an optional parameter that is left out', freshDraft('voice.dial'), ['voice.dial', ['', undefined]]],
    ['no service', freshDraft(''), 'no_service'],
    ['a number that is missing', freshDraft('outbound.setCallResult'), 'end'],
    ['a list', written('["1", undefined]'), ['a.b', ['1', undefined]]],
    ['an empty list', written('[]'), ['a.b', []]],
    ['blank text', written(' \n'), ['a.b', undefined]],
    ['no list', written('{}'), 'not_list'],
    ['a whole message', written('{request: "c.d", parameters: {a: 1}}', 'message'), ['c.d', { a: 1 }]],
    ['a message without parameters', written('{request: "c.d", referenceId: "1"}', 'message'), ['c.d', undefined]],
    ['a message without a request', written('{parameters: []}', 'message'), 'request'],
    ['a blank message', written('', 'message'), 'request'],
    ['no message', written('[1]', 'message'), 'not_message'],
    ['a subscribe', written('{event: "subscribe", data: "interaction"}', 'message'), 'verb'],
    ['something that no request has', written('{request: "c.d", more: 1}', 'message'), 'extra'],
    ['a function', written('[() => 1]'), 'function'],
    ['binary content that is too large', written(`[new Uint8Array([${'0,'.repeat(65_537)}])]`), 'too_large'],
    ['a number of ten thousand digits', written(`[${'9'.repeat(10_000)}n]`), 'not_carried'],
  ])('%s', (_, draft, expected) => {
    expect(callOf(draft)).toEqual(expected);
  });

  test('stamps in a whole message are the tool’s own affair', () => {
    const call = compile(written('{request: "c.d", userAgent: "x", frameId: 1}', 'message'));
    expect(call.ok && call.ignored).toEqual(['userAgent', 'frameId']);
  });
});

describe('from one way of writing to the other, values and types are kept', () => {
  test.each<[string, string, unknown]>([
    ['as documented', 'interaction.setUserData', ['1', { Count: 10, Text: '10', none: undefined, nan: Number.NaN }]],
    ['fewer parameters', 'voice.dialEx', ['123']],
    ['more parameters', 'voice.hold', ['1', new Map([['a', 10n]])]],
    ['other types', 'voice.hold', [{ a: new Date(5) }]],
    ['an unknown service', 'no.such', ['1', null, -0]],
    ['none', 'voice.hold', undefined],
  ])('%s', (_, service, parameters) => {
    const form = draftOf(service, parameters, 'form');
    expect(form.mode).toBe('form');
    const list = switched(form, 'list');
    const message = switched(list, 'message');
    const again = switched(message, 'form');
    for (const draft of [form, list, message, again]) {
      const call = compile(draft);
      expect(call.ok && [call.service, call.parameters]).toStrictEqual([service, parameters]);
    }
    expect(again.fields).toEqual(form.fields);
  });

  test('what a form cannot show stays text, and what is no list a message', () => {
    expect(draftOf('a.b', [], 'form')).toMatchObject({ mode: 'list', text: '[]' });
    expect(draftOf('a.b', { a: 1 }, 'form').mode).toBe('message');
    expect(switchMode(written('[]'), 'form')).toMatchObject({ problem: { is: 'no_form' } });
    expect(switchMode(written('{request: "a.b", parameters: 1}', 'message'), 'list')).toMatchObject({
      problem: { is: 'not_list' },
    });
  });

  test('text that is wrong stays where it is; a form that nobody began gives a text to begin with', () => {
    expect(switchMode(written('[foo]'), 'form')).toMatchObject({ problem: { is: 'word', from: 1, to: 4 } });
    const begun = switched(freshDraft('outbound.setCallResult'), 'list');
    expect([begun.text, begun.touched]).toEqual(['["", 0]', false]);
  });

  test('what was not recorded whole is refused, with the place', () => {
    const draft = draftOf('a.b', [1, new Opaque('Blob')], 'list');
    expect(compile(draft)).toMatchObject({ ok: false, problem: { is: 'stand_in', from: 4, what: 'Blob' } });
  });
});

describe('tokens', () => {
  const draft = draftOf('a.b', ['1', { jwtToken: JWT }], 'form');

  test('are not shown, and sent as they were', () => {
    expect(JSON.stringify([draft.fields, draft.text])).not.toContain('eyJ');
    expect(callOf(draft)).toEqual(['a.b', ['1', { jwtToken: JWT }]]);
    expect(switched(draft, 'list').text).toBe('["1", { "jwtToken": hidden(1) }]');
  });

  test('are shown on the user’s word', () => {
    const shown = revealTokens(draft);
    expect(shown.fields[1]?.rows[0]?.text).toBe(JWT);
    expect(callOf(shown)).toEqual(callOf(draft));
    expect(shown.hidden).toEqual([]);
  });
});

describe('another service', () => {
  test('keeps what was typed for a parameter of the same name', () => {
    const draft = draftOf('interaction.setUserData', ['7', { a: 1 }], 'form');
    expect(callOf(chooseService(draft, 'interaction.markdone'))).toEqual(['interaction.markdone', ['7']]);
    expect(callOf(chooseService(draft, 'voice.dial'))).toEqual(['voice.dial', ['', undefined]]);
    expect(callOf(chooseService(draft, 'no.such'))).toEqual(['no.such', ['7', { a: 1 }]]);
    expect(callOf(chooseService(freshDraft('voice.hold'), 'no.such'))).toEqual(['no.such', undefined]);
  });

  test('keeps text that was typed, and replaces text that was not', () => {
    expect(callOf(chooseService(written('["7"]'), 'voice.hold'))).toEqual(['voice.hold', ['7']]);
    const message = chooseService(written('{request: "a.b", parameters: ["7"]}', 'message'), 'voice.hold');
    expect(callOf(message)).toEqual(['voice.hold', ['7']]);
    const broken = written('{request: ', 'message');
    expect(chooseService(broken, 'voice.hold')).toBe(broken);
    const begun = switched(freshDraft('voice.hold'), 'list');
    expect(chooseService(begun, 'interaction.setUserData').text).toBe('["", {}]');
  });
});
