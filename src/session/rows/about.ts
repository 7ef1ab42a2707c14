/** What a message is about, in the few words of a row. Everything in it is read defensively. */
import { isCaseEventType } from '../../protocol/case-events.ts';
import { isRecord, type MessageRecord } from '../../protocol/kind.ts';
import { readId, readInteractionEvent } from '../../protocol/read.ts';
import { serviceOf } from '../../protocol/services.ts';

/** Longer words than this are cut in rows. */
const LONGEST = 200;

/** The words of a row. */
export interface About {
  readonly detail: string;
  readonly interactionId: string | null;
}

/** An event's type and interaction. The key `interaction` is inferred (docs/protocol.md#interaction-events). */
export function aboutEvent(name: string, message: MessageRecord): About {
  const { data } = message;
  if (!isRecord(data)) return { detail: '', interactionId: null };
  const type = own(data, 'eventType');
  const detail = typeof type === 'string' ? type.slice(0, LONGEST) : '';
  const inner = own(data, 'interaction');
  const id = (isRecord(inner) ? readId(own(inner, 'interactionId')) : null) ?? readId(own(data, 'interactionId'));
  if (id !== null || name !== 'interaction' || isCaseEventType(type)) return { detail, interactionId: id };
  const event = readInteractionEvent(data);
  return { detail, interactionId: event?.form === 'interaction' ? event.read.interaction.interactionId : null };
}

function own(record: MessageRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The interaction that a service is called for, where the catalogue knows such a parameter. */
export function interactionOf(service: string, parameters: readonly unknown[]): string | null {
  const known = serviceOf(service)?.parameters ?? [];
  const index = known.findIndex(({ name }) => name === 'interactionId' || name === 'consultInteractionId');
  return index < 0 ? null : readId(parameters[index]);
}

/** Names, in a row's few words. */
export function listed(names: readonly string[]): string {
  return names.join(', ').slice(0, LONGEST);
}
