/**
 * Whom a consultation, transfer or conference goes to, as pages say it (docs/protocol.md#interaction-services,
 * docs/protocol.md#unknown-target-key).
 */
import type { Target } from '../acts/act-types.ts';
import { isRecord } from '../settings/is-record.ts';
import type { Settings } from '../settings/settings.ts';
import { bad, good, kindOf, quoted, type Read, readText } from './parameters.ts';

/** The documented kinds of target. */
const TARGET_KINDS: readonly string[] = [
  'AGENT',
  'AGENT_GROUP',
  'SKILL',
  'INTERACTION_QUEUE',
  'ROUTING_POINT',
  'CUSTOM_CONTACT',
];

/** A text (a custom contact), or an object with a destination and a kind under the key that the setting names. */
export function readTarget(value: unknown, targetKey: Settings['targetKey']): Read<Target> {
  if (typeof value === 'string') {
    return value === ''
      ? bad('The target is an empty text')
      : good<Target>({ destination: value, kind: 'CUSTOM_CONTACT' });
  }
  if (!isRecord(value)) return bad(`The target must be a text or an object, not ${kindOf(value)}`);
  const destination = readText(value.destination, 'The destination of the target');
  if (!destination.ok) return destination;
  const keys = targetKey === 'either' ? ['target', 'type'] : [targetKey];
  const key = keys.find((one) => Object.hasOwn(value, one) && value[one] !== undefined);
  const words = keys.map((one) => `"${one}"`).join(' or ');
  if (key === undefined) return bad(`The target lacks its kind, under the key ${words}`);
  const kind = value[key];
  if (typeof kind === 'string' && TARGET_KINDS.includes(kind)) return good({ destination: destination.value, kind });
  const given = typeof kind === 'string' ? quoted(kind) : kindOf(kind);
  return bad(`The target's kind must be one of ${TARGET_KINDS.join(', ')}, not ${given}`);
}
