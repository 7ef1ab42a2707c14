import { expect, test } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import type { Layers } from '../../transport/rules.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { exportRulesOf } from './export-rules.ts';

installTexts(messagesLookup(english));

test('without rules, everything may be written, and the user decides what is replaced', () => {
  expect(exportRulesOf([{}, {}])).toEqual({ off: null, isRedacted: false, rules: [] });
});

test('an organisation can have files redacted in any case, by rules of its own', () => {
  const rules = [{ key: 'Customer*', action: 'drop' }];
  expect(exportRulesOf([{ unredacted: false, redactionRules: rules }, {}])).toEqual({
    off: null,
    isRedacted: true,
    rules,
  });
});

test.each<[string, Layers | null, string]>([
  ['exports are forbidden', [{ exporting: false }, {}], english.export_off_fixed.message],
  [
    'what is neither true nor left out counts as forbidden',
    [{ exporting: 'yes' }, {}],
    english.export_off_fixed.message,
  ],
  ['rules by key that nobody understands', [{ redactionRules: 'all' }, {}], english.export_off_unreadable.message],
  [
    'a rule with another action',
    [{ redactionRules: [{ key: 'a', action: 'hide' }] }, {}],
    english.export_off_unreadable.message,
  ],
  ['rules that could not be read', [null, {}], english.export_off_unreadable.message],
  ['rules that are still being read', null, english.rules_unknown.message],
])('nothing is written: %s', (_, layers, words) => {
  expect(exportRulesOf(layers)).toMatchObject({ off: words, isRedacted: true });
});
