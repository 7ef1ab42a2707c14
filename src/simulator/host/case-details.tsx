/** The selected case in the middle: who it is, its interaction, the case data. */
import type { DeskModel, InteractionModel } from '../core/model.ts';
import { MediumIcon } from './icons.tsx';
import { clock, MEDIUM_NAMES, stateWords, valueText } from './words.ts';

/** Characters from which a value takes a line of its own. */
const LONG = 14;

type Row = readonly [name: string, value: string];

/** The selected case, or what to do when there is none. */
export function CaseDetails({ desk }: { desk: DeskModel }) {
  const one = desk.cases.find(({ selected }) => selected);
  const interaction = one?.interactions.find(({ id }) => id === desk.selectedInteraction) ?? one?.interactions[0];
  const main = one?.interactions[0];
  if (one === undefined || main === undefined || interaction === undefined) {
    return (
      <div class="details empty">
        <p>No case is selected.</p>
        <p class="quiet">Cases appear on the left when customers call, chat or write.</p>
      </div>
    );
  }
  return (
    <article class="details" aria-label="Case">
      <header>
        <span class="face" aria-hidden="true">
          {initials(main.party)}
        </span>
        <div>
          <h1>{main.party}</h1>
          <p class="quiet">
            {interaction.isConsultation ? `Consultation with ${interaction.party}` : MEDIUM_NAMES[interaction.medium]}
            {' · '}
            {stateWords(interaction.state)} · {clock(interaction.ageMs)} in all
          </p>
        </div>
        <MediumIcon medium={main.medium} />
      </header>
      {interaction.blocked === null ? null : (
        <p class="blocked">
          <b>Mark done is blocked by the embedded page.</b> {interaction.blocked}
        </p>
      )}
      <div class="cards">
        <Card name="Case data" rows={interaction.userData.map(([key, value]) => [key, valueText(value)])} />
        <Card name="Contact" rows={contactRows(main)} />
        <Card name="Interaction" rows={interactionRows(interaction)} />
      </div>
    </article>
  );
}

function Card({ name, rows }: { name: string; rows: readonly Row[] }) {
  return (
    <section class="card" aria-label={name}>
      <h2>{name}</h2>
      <dl>
        {rows.map(([key, value]) => (
          <div key={key} class={value.length > LONG ? 'long' : ''}>
            <dt>{key}</dt>
            <dd title={value}>{value}</dd>
          </div>
        ))}
      </dl>
      {rows.length === 0 ? <p class="quiet">None.</p> : null}
    </section>
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
