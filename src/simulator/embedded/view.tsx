/** What the demo page shows: the form that it waits for, the eight methods of the interaction namespace, the log. */
import { useSignal } from '@preact/signals';
import type { DemoPage } from './page.ts';

/** The page. */
export function DemoView({ page, title }: { page: DemoPage; title: string }) {
  return (
    <main>
      <h1>{title}</h1>
      <Forms page={page} />
      <Controls page={page} />
      <section aria-label="Log">
        <h2>What the page heard</h2>
        {page.lines.value.length === 0 ? <p class="quiet">Nothing yet.</p> : null}
        <ol class="log">
          {page.lines.value.map((line, index) => (
            <li key={page.lines.value.length - index}>{line}</li>
          ))}
        </ol>
      </section>
    </main>
  );
}

function Forms({ page }: { page: DemoPage }) {
  return (
    <>
      {page.forms.value.map((id) => (
        <section class="form" key={id} aria-label={`Order form ${id}`}>
          <p>The order form of interaction {id} is not saved. Mark done is blocked until it is.</p>
          <button type="button" onClick={() => page.saveForm(id)}>
            Save form
          </button>
        </section>
      ))}
    </>
  );
}

function Controls({ page }: { page: DemoPage }) {
  const chosen = useSignal('');
  const key = useSignal('CustomerSegment');
  const value = useSignal('Platinum');
  const warning = useSignal('The form is not saved yet.');
  const known = page.heard.value;
  const current = known.find((one) => one.id === chosen.value) ?? known.at(-1);
  const id = current?.id ?? '';
  const call = (name: string, ...parameters: unknown[]) => (
    <button type="button" onClick={() => void page.wwePage.call(`interaction.${name}`, ...parameters)}>
      {name}
    </button>
  );
  return (
    <section class="controls" aria-label="Calls">
      <label>
        Interaction
        <select value={id} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {known.length === 0 ? <option value="">none heard of</option> : null}
          {known.map((one) => (
            <option key={one.id} value={one.id}>
              {[one.id, one.party, one.state].filter((word) => word !== '').join(' · ')}
            </option>
          ))}
        </select>
      </label>
      <div class="row">
        {call('getInteractions')}
        {call('getByInteractionId', id)}
        {call('selectCaseByCaseId', current?.caseId ?? '')}
      </div>
      <div class="row">
        <input aria-label="Key" value={key} onInput={(event) => (key.value = event.currentTarget.value)} />
        <input aria-label="Value" value={value} onInput={(event) => (value.value = event.currentTarget.value)} />
        {call('setUserData', id, { [key.value]: value.value })}
        {call('deleteUserData', id, key.value)}
      </div>
      <div class="row">
        <input
          class="wide"
          aria-label="Warning"
          value={warning}
          onInput={(event) => (warning.value = event.currentTarget.value)}
        />
        {call('blockMarkdone', id, warning.value)}
        {call('unblockMarkdone', id)}
        {call('markdone', id)}
      </div>
    </section>
  );
}
