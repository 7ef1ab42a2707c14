/** Which words each view has of the one filter language. What both have, is called the same. */

import { type TextKey, t } from '../text/i18n.ts';
import { type FieldName, INTERACTION_IS_WORDS, type IsWord, MESSAGE_IS_WORDS } from './filter-fields.ts';
import { INTERACTION_KINDS, type Kind, MESSAGE_KINDS } from './kinds.ts';

/** A filter that was saved under a name, which no other one of its view has. */
export interface SavedFilter {
  readonly name: string;
  readonly text: string;
  readonly view: 'messages' | 'interactions';
}

/** A view that is filtered. */
export type FilteredView = SavedFilter['view'];

/** The words of a view, each in the order in which they are offered. */
export interface Vocabulary {
  readonly view: FilteredView;
  readonly fields: readonly FieldName[];
  readonly isWords: readonly IsWord[];
  /** Its chips. */
  readonly kinds: readonly Kind[];
}

const PROPERTIES = ['previous', 'uuid', 'case', 'medium', 'direction', 'calltype', 'recording'] as const;
const TIMES = ['after', 'before', 'at'] as const;

/** Those of Messages. */
export const MESSAGE_WORDS: Vocabulary = {
  view: 'messages',
  fields: [
    'is',
    'state',
    'event',
    'type',
    'service',
    'id',
    'ref',
    'key',
    'data',
    'client',
    'larger',
    'smaller',
    'slower',
    'faster',
    ...TIMES,
    ...PROPERTIES,
  ],
  isWords: MESSAGE_IS_WORDS,
  kinds: MESSAGE_KINDS,
};

/** Those of Interactions. */
export const INTERACTION_WORDS: Vocabulary = {
  view: 'interactions',
  fields: ['is', 'state', 'id', 'who', 'key', 'data', ...TIMES, ...PROPERTIES, 'wwe', 'client'],
  isWords: INTERACTION_IS_WORDS,
  kinds: INTERACTION_KINDS,
};

const VOCABULARIES = [MESSAGE_WORDS, INTERACTION_WORDS];

/** The properties as WWE calls them, and what else a column is called. */
const ALIASES: ReadonlyMap<string, FieldName> = new Map([
  ['previousstate', 'previous'],
  ['interactionid', 'id'],
  ['interactionuuid', 'uuid'],
  ['caseid', 'case'],
  ['media', 'medium'],
  ['recordingstate', 'recording'],
]);

/** What is meant by a text before a colon; null: no view has such a field. */
export function fieldOf(text: string): FieldName | null {
  const name = text.toLowerCase();
  const alias = ALIASES.get(name);
  return alias ?? VOCABULARIES.flatMap(({ fields }) => fields).find((field) => field === name) ?? null;
}

/** What this view has instead of what only the other one has. */
const INSTEAD: Readonly<Partial<Record<FieldName, FieldName>>> = { type: 'calltype' };

/** Why a view has no such field, where the other one has; and which of its own may be meant. */
export function elsewhere(
  field: FieldName,
  { view, fields }: Vocabulary,
): { message: string; instead: FieldName | null } {
  const other = VOCABULARIES.find((one) => one.view !== view) ?? MESSAGE_WORDS;
  const meant = INSTEAD[field];
  const instead = meant !== undefined && fields.includes(meant) ? meant : null;
  const names = [field, viewName(other.view), viewName(view)] as const;
  return {
    message: instead
      ? t('filter_problem_other_view_meant', ...names, instead)
      : t('filter_problem_other_view', ...names),
    instead,
  };
}

/** A view's name, as its tab has it. */
export function viewName(view: FilteredView): string {
  const key: TextKey = `view_${view}`;
  return t(key);
}
