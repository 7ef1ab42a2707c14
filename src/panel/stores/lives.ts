/**
 * The one check of everything that is sent and carries an id. Interaction ids are lost when WWE is loaded anew, and given to
 * others (docs/protocol.md#interaction-object): what an id means is known only to the documents that heard it from the
 * WWE that runs now. So it goes through one of these, and is what the user was shown there; or it does not go.
 */
import { isRecord } from '../../protocol/kind.ts';
import { readId } from '../../protocol/read.ts';
import type { Session } from '../../session/api.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { t } from '../i18n.ts';
import { clip, mediumOf, whoOf } from '../interactions/row-texts.ts';
import { pageText } from '../text/PageText.tsx';
import type { Route } from './wwes.ts';

/** A request as far as it is about somebody. */
export interface Request {
  readonly name: string;
  readonly parameters?: unknown;
}

/** Ids that a request carries. */
interface Carried {
  readonly interactions: readonly string[];
  readonly cases: readonly string[];
}

/** Parameters of a service that nobody knows which are looked at. */
const MOST_PARAMETERS = 100;

/**
 * Services that name nobody (docs/protocol.md#services). The whole catalogue is large: a test holds that it says the
 * same.
 */
const NAMELESS =
  /^((agent|media|system|sipEndpoint|messenger|auth)\..*|voice\.dial(Ex)?|email\.create|configuration\.getOption|outbound\.getPreviewRecord)$/;
const NAMING = /^(interaction|voice|outbound)\./;

/** The place of the parameter of a service that is an interaction's id; -1: it has none; null: nobody knows. */
export function placeOfId(service: string): number | null {
  if (NAMELESS.test(service) || service === SELECT_CASE) return -1;
  if (service === 'configuration.getContextualOption') return 1;
  return NAMING.test(service) ? 0 : null;
}

const SELECT_CASE = 'interaction.selectCaseByCaseId';

/** The ids in a request. Where nobody knows the service, each text or number may be one. */
function carriedBy({ name, parameters }: Request): Carried {
  const list: readonly unknown[] | null = Array.isArray(parameters) ? parameters.slice(0, MOST_PARAMETERS) : null;
  const idsOf = (values: readonly unknown[]) => values.flatMap((value) => readId(value) ?? []);
  if (list && name === SELECT_CASE) return { interactions: [], cases: idsOf(list.slice(0, 1)) };
  const place = placeOfId(name);
  if (list && place !== null) return { interactions: place < 0 ? [] : idsOf(list.slice(place, place + 1)), cases: [] };
  const given = list ?? (isRecord(parameters) ? Object.values(parameters).slice(0, MOST_PARAMETERS) : [parameters]);
  return { interactions: idsOf(given), cases: [] };
}

/** Somebody whom a request is about, and the ids that it may carry of them; null: whichever they have. */
interface Subject {
  readonly all: readonly SessionInteraction[];
  readonly id: string | null;
}

/** Where a request may go: what it is about, as WWE's present life means it; or, in words, why it may not. */
export type Checked = { readonly subjects: readonly Subject[] } | { readonly why: string };

/**
 * Checks a request.
 * @param about the interaction that the user was shown; undefined: none
 * @param wwe key of the WWE that it is for
 */
export function check(session: Session, request: Request, about: SessionInteraction | undefined, wwe: string): Checked {
  const subjects: Subject[] = [];
  const { interactions, cases } = carriedBy(request);
  if (about) {
    const one = session.interaction(about.key);
    if (!one) return { why: t('blocked_forgotten', idText(about.id)) };
    if (one.known.length === 0) return { why: whyFormer(session, one) };
    const own = new Set([about.id, ...about.formerIds, one.id, ...one.formerIds, ...one.known.map(({ id }) => id)]);
    const carried = interactions.filter((id) => own.has(id));
    if (carried.length === 0) subjects.push({ all: [one], id: null });
    for (const id of carried) {
      if (!one.known.some((known) => known.id === id)) return { why: t('blocked_renamed', idText(id), idText(one.id)) };
      subjects.push({ all: [one], id });
    }
  }
  const given = new Set(subjects.flatMap(({ id }) => id ?? []));
  for (const id of interactions) {
    if (given.has(id)) continue;
    const bearers = session.ids.named(id).filter((one) => one.wwe.key === wwe);
    const now = bearers.filter(({ known }) => known.some((one) => one.id === id));
    const [latest] = [...bearers].sort((a, b) => b.lastSeen - a.lastSeen);
    // Nobody was shown it: it is the user's own.
    if (!latest) continue;
    if (now.length === 0) return { why: whyFormer(session, latest, id) };
    if (now.length > 1) return { why: t('blocked_two', idText(id), now.map(nameOf).join(', ')) };
    subjects.push({ all: now, id });
  }
  for (const id of cases) {
    if (about?.interaction.caseId === id) continue;
    const all = session.interactions().filter((one) => one.wwe.key === wwe && one.interaction.caseId === id);
    const now = all.filter(({ known }) => known.length > 0);
    if (all.length > 0 && now.length === 0) return { why: t('blocked_case_former') };
    if (now.length > 0) subjects.push({ all: now, id: null });
  }
  return { subjects };
}

/** What a way is for a request: `sure`; to be asked first, whether WWE still means the same; or none. */
export function fits({ document }: Route, subjects: readonly Subject[]): 'sure' | 'ask' | null {
  let isSure = true;
  for (const { all, id } of subjects) {
    const known = all.flatMap((one) => one.known.filter((each) => each.document === document));
    const own = known.filter((each) => id === null || each.id === id);
    if (own.length === 0) return null;
    isSure &&= own.some((each) => each.isSure);
  }
  return isSure ? 'sure' : 'ask';
}

/**
 * Whether WWE, asked what is there, named all that a request is about by the ids that it carries: those alone that WWE itself
 * tells from all others, by interactionUUID.
 * @param document the one that asked
 * @param n number of the answer's entry
 */
export function isConfirmed(subjects: readonly Subject[], document: string, n: number): boolean {
  return subjects.every(({ all, id }) =>
    all.some(({ known }) =>
      known.some((one) => one.document === document && one.n >= n && one.hasUuid && (id === null || one.id === id)),
    ),
  );
}

/** Why what the user was shown cannot be asked for: nobody heard of it from the WWE that runs now. */
function whyFormer(session: Session, { key, wwe, id: last, interaction }: SessionInteraction, id = last): string {
  const holder = session.ids
    .named(id)
    .find((one) => one.key !== key && one.wwe.key === wwe.key && one.known.some((known) => known.id === id));
  if (!holder) return t('blocked_former', idText(id));
  // Only two UUIDs show that they are two interactions.
  const isOther = interaction.interactionUUID && holder.interaction.interactionUUID;
  return t(isOther ? 'blocked_former_other' : 'blocked_former_unsure', idText(id), nameOf(holder));
}

/** Who an interaction is: `email · Robin`. */
function nameOf(one: SessionInteraction): string {
  const name = [mediumOf(one), whoOf(one)].filter(Boolean).join(' · ');
  return name === '' ? t('interaction_title', idText(one.id)) : pageText(name.slice(0, 120));
}

function idText(id: string): string {
  return pageText(clip(id).slice(0, 100));
}
