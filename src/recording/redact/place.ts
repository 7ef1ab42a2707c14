/** Where a value stands: what its keys say of it. */
import { isSecretName } from '../../protocol/secret-names.ts';
import type { KeyAction } from '../format.ts';

/** The place of a value. */
export interface Place {
  /** The nearest key; a parameter has its name in the catalogue of services. */
  readonly key: string;
  /** A key on the way says that it is a token. */
  readonly isSecret: boolean;
  /** What the user's rules say of a key on the way: the nearest one that a rule names. */
  readonly action: Exclude<KeyAction, 'drop'> | null;
  /** It is data of a customer, or of a page, whatever its key is. */
  readonly isStrict: boolean;
  /** It is a property of an Interaction. */
  readonly isInteraction: boolean;
  readonly parent: Place | null;
}

/** The place of what stands under no key. */
export const ROOT: Place = {
  key: '',
  isSecret: false,
  action: null,
  isStrict: false,
  isInteraction: false,
  parent: null,
};

/** Keys under which customers' data, or texts of pages, stand. */
const STRICT = new Set(['userData', 'keyValues', 'extensions', 'fields', 'message', 'options', 'result']);

const secretNames = new Map<string, boolean>();
/** Pages choose keys. */
const MOST_NAMES = 10_000;

function isSecretKey(key: string): boolean {
  const known = secretNames.get(key);
  if (known !== undefined) return known;
  const isSecret = isSecretName(key);
  if (secretNames.size < MOST_NAMES) secretNames.set(key, isSecret);
  return isSecret;
}

/** The place under a key. @param action what a rule says of the key @param isInteraction whether the key is one of an Interaction's */
export function below(parent: Place, key: string, action: Place['action'], isInteraction = false): Place {
  return {
    key,
    isSecret: parent.isSecret || isSecretKey(key),
    action: action ?? parent.action,
    isStrict: parent.isStrict || STRICT.has(key),
    isInteraction,
    parent,
  };
}

/** A place as people read it: `data/interaction/ani`. */
export function pathOf({ key, parent }: Place): string {
  if (!parent) return key;
  const above = pathOf(parent);
  return above === '' ? key : `${above}/${key}`;
}

const IDS = new Set([
  'interactionId',
  'parentInteractionId',
  'consultInteractionId',
  'caseId',
  'selectedCaseId',
  'interactionUUID',
  'callUuid',
  'referenceId',
  'subscriptionId',
  'frameId',
  'dialogId',
]);
/** Open sets of words, as properties of an Interaction. */
const WORDS = new Set(['state', 'previousState', 'direction', 'callType', 'recordingState', 'media']);
/** Sets of words in capitals, wherever they stand. */
const CONSTANTS = new Set(['eventType', 'type', 'operationName', 'mode', 'target', 'callbackType', 'roles']);
const FIGURES = new Set(['protocolVersion', 'width', 'autoCloseTimeout']);

/** What may stand at a place beside data, so that it can stay: an id, a word of a kind, a figure; else null. */
export type PlaceKind = 'id' | 'word' | 'constant' | 'name' | 'error' | 'figure' | null;

/** Tells the kind of a place. Nothing stays where data stands. */
export function kindOfPlace({ key, isStrict, isInteraction }: Place): PlaceKind {
  if (isStrict) return null;
  if (IDS.has(key)) return 'id';
  if (isInteraction && WORDS.has(key)) return 'word';
  if (CONSTANTS.has(key)) return 'constant';
  if (key === 'request' || key === 'event') return 'name';
  if (key === 'errorMessage' || key === 'threw') return 'error';
  return FIGURES.has(key) ? 'figure' : null;
}

const NAMES = new Set(['name', 'firstname', 'lastname', 'username', 'displayName', 'fullname', 'employeeId']);

/** The word that stands for a text at a place, where its form tells none. */
export function wordOf({ key, isStrict, parent }: Place): string {
  if (key === 'ani' || key === 'dnis' || key === 'destination') return 'phone';
  if (key === 'warningMessage') return 'warning';
  if (key === 'errorMessage' || key === 'threw' || key === 'stack') return 'error';
  if (key === 'title' || key === 'label') return 'title';
  if (IDS.has(key)) return 'id';
  if (parent?.key === 'parties' || (!isStrict && NAMES.has(key))) return 'name';
  return isStrict ? 'value' : 'text';
}
