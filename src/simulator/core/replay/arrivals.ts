/** How an interaction that WWE told of may have come. */
import type { CallType, Direction } from '../../../protocol/interaction.ts';
import { PREVIEW_MEDIUM } from '../acts/arrival.ts';
import type { Actor, Deed } from '../scenario/scenario-types.ts';
import { isRecord } from '../settings/is-record.ts';
import type { ToldInteraction } from './story.ts';

type Arrive = Extract<Deed, { do: 'arrive' }>;

const DIRECTIONS: readonly Direction[] = ['IN', 'OUT'];
const CALL_TYPES: readonly CallType[] = ['INBOUND', 'OUTBOUND', 'INTERNAL', 'CONSULT'];

/** What a scenario calls it: call, chat, email… */
export function labelOf({ fields }: ToldInteraction): string {
  const medium = mediumOf(fields);
  if (medium === 'voice') return fields.isConsultation === true ? 'consultation' : 'call';
  if (medium === PREVIEW_MEDIUM) return 'preview';
  return /^[a-z][a-z-]*$/i.test(medium) ? medium.toLowerCase() : 'interaction';
}

/** What is known of how it came. */
export function arrivalOf({ fields, state }: ToldInteraction): Partial<Arrive> {
  const medium = mediumOf(fields);
  const direction = DIRECTIONS.find((one) => one === fields.direction);
  const callType = CALL_TYPES.find((one) => one === String(fields.callType).toUpperCase());
  const userData = isRecord(fields.userData) ? fields.userData : {};
  return {
    ...(medium === 'voice' ? {} : { medium }),
    ...(medium === 'voice' && direction !== undefined ? { direction } : {}),
    ...(medium === 'voice' && callType !== undefined ? { callType } : {}),
    ...(medium === 'email' && ['CREATED', 'SENT', 'SAVED'].includes(state) ? { direction: 'OUT' } : {}),
    ...(Object.keys(userData).length === 0 ? {} : { userData }),
  };
}

/** Whom it is with; null: nobody is named. */
export function actorOf({ fields }: ToldInteraction): Actor | null {
  const [party]: readonly unknown[] = Array.isArray(fields.parties) ? fields.parties : [];
  const name = isRecord(party) ? party.name : undefined;
  if (typeof name !== 'string' || name === '') return null;
  const phone = fields.direction === 'OUT' ? fields.dnis : fields.ani;
  return { name, ...(typeof phone === 'string' && phone !== '' ? { phone } : {}) };
}

function mediumOf(fields: Readonly<Record<string, unknown>>): string {
  return typeof fields.media === 'string' && fields.media !== '' ? fields.media : 'voice';
}
