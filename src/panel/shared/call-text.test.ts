import { expect, test } from 'vitest';
import { Bytes, Opaque } from '../../entry/decode.ts';
import { MASK } from '../../protocol/tokens.ts';
import { callText } from './call-text.ts';

test('uses the method of the library', () => {
  expect(callText('interaction.setUserData', ['1', { ContactId: 'c' }])).toBe(
    'genesys.wwe.service.interaction.setUserData("1", { "ContactId": "c" }, console.log, console.error);',
  );
  expect(callText('interaction.getInteractions')).toBe(
    'genesys.wwe.service.interaction.getInteractions(console.log, console.error);',
  );
});

test('falls back to sendMessage where there is no method, or it would send something else', () => {
  expect(callText('voice.fly', [1n])).toBe(
    'genesys.wwe.service.sendMessage({ "request": "voice.fly", "parameters": [1n] }, console.log, console.error);',
  );
  expect(callText('voice.fly')).toBe(
    'genesys.wwe.service.sendMessage({ "request": "voice.fly" }, console.log, console.error);',
  );
  expect(callText('interaction.setUserData', ['1'])).toContain('sendMessage({');
  expect(callText('interaction.getByCaseId', ['c'])).toContain('sendMessage({');
});

test('values that JSON has no word for are literals, what has none is no code', () => {
  const odd = [undefined, new Date(0), new Map([[10n, Number.NaN]]), new Bytes('Uint8Array', 1, new Uint8Array([7]))];
  const words = 'undefined, new Date("1970-01-01T00:00:00.000Z"), new Map([[10n, NaN]]), new Uint8Array([7])';
  for (const word of words.split(/, (?=new)/)) expect(callText('x.y', odd)).toContain(word);
  expect(callText('x.y', [new Opaque('Blob')])).toContain('[⟨Blob⟩]');
});

test('subscribe and unsubscribe', () => {
  expect(callText('subscribe', [['interaction', 'agent']])).toBe(
    'genesys.wwe.service.subscribe(["interaction", "agent"], console.log);',
  );
  expect(callText('unsubscribe', [7])).toBe('genesys.wwe.service.sendMessage({ "event": "unsubscribe", "data": 7 });');
});

test('tokens are masked unless they are wanted', () => {
  expect(callText('x.y', [{ jwtToken: 'abc' }])).toContain(MASK);
  expect(callText('x.y', [{ jwtToken: 'abc' }], 'show')).toContain('"abc"');
});

test('a hostile name stays a text', () => {
  expect(callText('x");alert(1)//', [])).toBe(
    'genesys.wwe.service.sendMessage({ "request": "x\\");alert(1)//", "parameters": [] }, console.log, console.error);',
  );
});
