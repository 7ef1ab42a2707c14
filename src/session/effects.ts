/** What settled requests mean for the documents: who is gone, which service an answer belongs to, who answers whom. */
import { readId } from '../scapi/read.ts';
import type { Absence } from './documents.ts';
import type { Groups } from './groups.ts';
import type { Settled } from './requests.ts';

/** Takes back what a book meant before and notes what it means now. */
export function applyEffects(before: readonly Settled[], after: readonly Settled[], groups: Groups): void {
  for (const { request, pair } of before) {
    pair.client?.asked.delete(request.key);
    pair.client?.proofs.delete(request.key);
    const { answered } = pair;
    if (answered?.document.absences.has(answered.n)) {
      answered.document.setAbsence(answered.n, null);
      groups.doubt();
    }
    if (answered?.document.services.delete(answered.n)) groups.doubtDocument(answered.document);
  }
  for (const settled of after) {
    const { request, pair } = settled;
    const { client, asked, answered } = pair;
    if (client && asked) client.asked.add(request.key);
    noteProof(settled);
    if (!answered || !asked) continue;
    if (answered.holds) {
      answered.document.services.set(answered.n, asked.service);
      groups.doubtDocument(answered.document);
    }
    const absence = absenceOf(settled);
    if (!absence) continue;
    answered.document.setAbsence(answered.n, absence);
    groups.doubtEndings(absence.t);
  }
}

/** In a reverse embedding only a window that answers a request seen going to it is WWE (house.md, "Whom we talk to"). */
function noteProof({ request, pair: { client, matchedBy, asked, answered } }: Settled): void {
  if (!client || !asked || !answered || matchedBy !== 'path' || asked.document === client) return;
  const { document: host, t } = asked;
  if (client.isTarget(answered.peer, client.pathAt(t))) return;
  if (answered.peer !== host.pathAt(t) || answered.origin !== host.info.origin) return;
  client.proofs.set(request.key, { t: answered.t, origin: answered.origin });
}

function absenceOf({ pair: { asked, answered } }: Settled): Absence | null {
  if (!asked || !answered || answered.error !== null) return null;
  const { n, t } = answered;
  if (asked.service === 'interaction.getInteractions' && answered.listed)
    return { n, t, onlyId: null, listed: answered.listed };
  if (asked.service !== 'interaction.getByInteractionId' || !answered.none) return null;
  const onlyId = readId(asked.parameters[0]);
  return onlyId === null ? null : { n, t, onlyId, listed: new Set() };
}
