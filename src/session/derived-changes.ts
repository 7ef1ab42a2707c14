/** What matched requests mean for the documents: who is gone, which service an answer belongs to, who answers whom. */
import { readId } from '../protocol/read.ts';
import type { Absence } from './absences.ts';
import { answererOf } from './asked.ts';
import type { Exchange } from './exchange.ts';
import type { InteractionIndex } from './interaction-index.ts';

/**
 * Takes back what requests meant before and notes what they mean now.
 * @param areForgotten the former requests were dropped, not refuted
 */
export function applyDerivedChanges(
  before: readonly Exchange[],
  after: readonly Exchange[],
  interactionIndex: InteractionIndex,
  areForgotten: boolean,
): void {
  for (const { request, pair } of before) {
    pair.client?.asked.delete(request.key);
    pair.client?.trust.unverify(request.key, areForgotten);
    const { answered } = pair;
    if (answered?.document.absences.has(answered.n)) {
      answered.document.absences.set(answered.n, null);
      interactionIndex.invalidate();
    }
    if (answered?.document.services.delete(answered.n)) interactionIndex.invalidateDocument(answered.document);
  }
  for (const exchange of after) {
    const { request, pair } = exchange;
    const { client, asked, answered } = pair;
    if (client && asked) client.asked.add(request.key);
    noteProof(exchange);
    if (!answered || !asked) continue;
    if (answered.holds) {
      answered.document.services.set(answered.n, asked.service);
      interactionIndex.invalidateDocument(answered.document);
    }
    const absence = absenceOf(exchange);
    if (!absence) continue;
    answered.document.absences.set(answered.n, absence);
    interactionIndex.invalidateEndings(absence.t);
  }
}

/** Other windows than the target are WWE only if they answer a request seen arriving there (docs/architecture.md). */
function noteProof({ request, pair: { client, matchedBy, asked, answered } }: Exchange): void {
  if (!client || !asked || !answered || matchedBy !== 'path' || asked.document === client) return;
  const { document: host, t } = asked;
  const { peer, origin, n } = answered;
  if (client.isTarget(peer, answered.path) || peer === 'unknown') return;
  if (peer !== host.pathAt(t) || origin !== host.info.origin) return;
  client.trust.verify(request.key, { peer, origin, host, n });
}

function absenceOf({ request, pair: { asked, answered } }: Exchange): Absence | null {
  if (!asked || !answered || answered.error !== null || request.answeredBy !== 'wwe') return null;
  const { n, t } = answered;
  const wwe = answererOf(answered).key;
  if (asked.service === 'interaction.getInteractions' && answered.listed)
    return { n, t, wwe, onlyId: null, listed: answered.listed };
  if (asked.service !== 'interaction.getByInteractionId' || !answered.none) return null;
  const onlyId = readId(asked.parameters[0]);
  return onlyId === null ? null : { n, t, wwe, onlyId, listed: new Set() };
}
