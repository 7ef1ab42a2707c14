/** The names that occur in interactions, for the filter's suggestions. */
import { isRecord } from '../../protocol/kind.ts';
import { maskToken } from '../../protocol/secret-names.ts';
import { INTERACTION_STATES } from '../../protocol/states.ts';
import type { SessionInteraction } from '../../session/model.ts';
import type { FieldName, PropertyField } from './filter-fields.ts';

/** More names of one sort than this are not gathered: a page can make them up. */
const MOST = 2_000;
/** Longer names, in characters, are not offered: nobody could tell them apart, and all are looked through at each key. */
const LONGEST = 200;
/** Parties of one interaction that are looked at. */
const MOST_PARTIES = 100;

/** Names by field, in the order in which they were first seen. */
export class Names {
  private readonly sets = new Map<FieldName, Set<string>>();

  add(field: FieldName, name: string | null | undefined): void {
    if (!name || name.length > LONGEST || maskToken([field], name) !== null) return;
    const set = this.sets.get(field) ?? new Set();
    this.sets.set(field, set);
    if (set.size < MOST) set.add(name);
  }

  /** What was seen comes first, the newest first of all. @param known follow */
  of(field: FieldName, known: readonly string[] = []): readonly string[] {
    return [...new Set([...[...(this.sets.get(field) ?? [])].reverse(), ...known])];
  }
}

/** Gathers what is new in interactions: it is asked for at every key. */
export class InteractionNames {
  private seen = new WeakSet<SessionInteraction>();

  constructor(private readonly names: Names) {}

  gather(all: readonly SessionInteraction[]): void {
    for (const one of all) if (!this.seen.has(one)) this.add(one);
  }

  private add(one: SessionInteraction): void {
    const { names } = this;
    const { interaction } = one;
    this.seen.add(one);
    for (const { to } of one.transitions) names.add('state', to);
    names.add('id', one.id);
    names.add('wwe', one.wwe.origin);
    const { interactionUUID, caseId, media, previousState, direction, callType, recordingState, ani, dnis } =
      interaction;
    const properties: readonly (readonly [PropertyField, string | undefined])[] = [
      ['uuid', interactionUUID],
      ['case', caseId],
      ['medium', media],
      ['previous', previousState],
      ['direction', direction],
      ['calltype', callType],
      ['recording', recordingState],
    ];
    for (const [field, value] of properties) names.add(field, value);
    for (const { name } of (interaction.parties ?? []).slice(0, MOST_PARTIES)) names.add('who', name);
    names.add('who', ani);
    names.add('who', dnis);
    for (const key in isRecord(interaction.userData) ? interaction.userData : {}) names.add('key', key);
  }

  /** By field. */
  get values(): Readonly<Partial<Record<FieldName, readonly string[]>>> {
    const { names } = this;
    return {
      state: names.of('state', INTERACTION_STATES),
      previous: names.of('previous', INTERACTION_STATES),
      id: names.of('id'),
      uuid: names.of('uuid'),
      case: names.of('case'),
      medium: names.of('medium'),
      direction: names.of('direction', ['IN', 'OUT']),
      calltype: names.of('calltype', ['INBOUND', 'OUTBOUND', 'INTERNAL', 'CONSULT']),
      recording: names.of('recording', ['RECORDING', 'PAUSED', 'STOPPED']),
      who: names.of('who'),
      wwe: names.of('wwe'),
      key: names.of('key'),
    };
  }
}
