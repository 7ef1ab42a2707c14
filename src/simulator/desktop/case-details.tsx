/** The shown interaction in the middle: who it is, what can be done, the case data. */
import type { ReadonlySignal } from '@preact/signals';
import type { DeskModel, InteractionModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { shownInteraction } from './act-places.ts';
import { Card, type Row } from './card.tsx';
import { CaseData } from './case-data.tsx';
import { clock, mediumName, stateTone, stateWords, valueText } from './desktop-texts.ts';
import { MediumIcon } from './icons.tsx';
import { Toolbar } from './toolbar.tsx';

/** The selected case, or what to do when there is none. */
export function CaseDetails({ model, wwe }: { model: ReadonlySignal<DeskModel>; wwe: Wwe }) {
  const desk = model.value;
  const interaction = shownInteraction(desk);
  const main = desk.cases.find(({ selected }) => selected)?.interactions[0];
  if (main === undefined || interaction === undefined) {
    return (
      <div class="details empty">
        <h1>No case is selected.</h1>
        <p class="quiet">Cases appear on the left when customers call, chat or write.</p>
      </div>
    );
  }
  const { state } = interaction;
  return (
    <article class="details" aria-label="Case">
      <header>
        <span class="face" aria-hidden="true">
          {initials(main.party)}
        </span>
        <div>
          <h1>{main.party}</h1>
          <p class="quiet">
            <MediumIcon medium={interaction.medium} />
            {interaction.isConsultation ? `Consultation with ${interaction.party}` : mediumName(interaction.medium)}
            {' · '}
            {clock(interaction.ageMs)} in all
          </p>
        </div>
        <span class={`state big ${stateTone(state)}`} title={state}>
          {stateWords(state)} <time>{clock(interaction.inStateMs)}</time>
        </span>
      </header>
      <Toolbar interaction={interaction} wwe={wwe} />
      <div class="cards">
        {interaction.blocked === null ? null : (
          <p class="blocked">
            <b>Mark done is blocked by the embedded page.</b> {interaction.blocked}
          </p>
        )}
        <CaseData key={interaction.uuid} interaction={interaction} wwe={wwe} />
        <Card name="Contact" rows={contactRows(main)} />
        <Card name="Interaction" rows={interactionRows(interaction)} />
      </div>
    </article>
  );
}

function interactionRows(interaction: InteractionModel): Row[] {
  const { voice } = interaction;
  const call: Row[] =
    voice === null
      ? []
      : [
          ['From', voice.ani],
          ['To', voice.dnis],
          ['Type', `${voice.callType}, ${voice.direction}`],
          ['Recording', voice.recordingState],
        ];
  return [
    ['Interaction id', interaction.id],
    ['State', interaction.state],
    ['Previous state', interaction.previousState ?? 'none yet'],
    ...call,
    ...(interaction.parties.length > 1 ? [['Parties', interaction.parties.join(', ')] as const] : []),
    ['UUID', interaction.uuid],
    ['Case id', interaction.caseId],
  ];
}

/** The contact as far as the case's data and the call tell. */
function contactRows(interaction: InteractionModel): Row[] {
  const data = new Map(interaction.userData);
  const rows: Row[] = [['Name', interaction.party]];
  if (interaction.voice !== null) {
    const { direction, ani, dnis } = interaction.voice;
    rows.push(['Phone', direction === 'IN' ? ani : dnis]);
  }
  const mail = data.get('EmailAddress') ?? data.get('FromAddress');
  if (mail !== undefined) rows.push(['E-mail', valueText(mail)]);
  const segment = data.get('CustomerSegment');
  if (segment !== undefined) rows.push(['Segment', valueText(segment)]);
  const contact = data.get('ContactId');
  if (contact !== undefined) rows.push(['Contact id', valueText(contact)]);
  return rows;
}

function initials(party: string): string {
  const letters = party.split(/\s+/).map((word) => word.charAt(0));
  return letters.slice(0, 2).join('').toUpperCase();
}
