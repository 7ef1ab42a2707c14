/** New interactions: the three of every day as buttons, the others behind "More…". */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Arrival } from '../core/acts/act-types.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { ArrivalForm } from './arrival-form.tsx';
import { mediumName } from './desktop-texts.ts';
import type { Dismissal } from './dismiss.ts';
import { ChoiceField, FieldForm, TextField } from './fields.tsx';
import { Menu, type MenuEntry } from './menu.tsx';
import { FormOver } from './popover.tsx';

const NUMBER = '+15550123';
const ADDRESS = 'robin.sample@example.com';
const PREVIEW = 'outboundpreview';

/** The buttons. `openMedia` as in the settings; `selected` is the interaction that is shown, if any. */
export function NewMenu({
  wwe,
  openMedia,
  selected,
}: {
  wwe: Wwe;
  openMedia: readonly string[];
  selected: string | null;
}) {
  const form = useSignal<'dial' | 'details' | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const shut = (why: Dismissal): void => {
    form.value = null;
    if (why === 'escape') root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  const arrive = (arrival: Arrival): void => void wwe.arrive(arrival);
  const comesIn = (medium: string): MenuEntry => ({ name: mediumName(medium), pick: () => arrive({ medium }) });
  const joins = (inCaseOf: string, medium: string): MenuEntry => ({
    name: `${mediumName(medium)} in the selected case`,
    pick: () => arrive({ medium, inCaseOf }),
  });
  return (
    <div class="new opens" ref={root}>
      <button type="button" onClick={() => arrive({})}>
        New call
      </button>
      <button type="button" onClick={() => arrive({ medium: 'chat' })}>
        New chat
      </button>
      <button type="button" onClick={() => arrive({ medium: 'email' })}>
        New email
      </button>
      <Menu
        name="More…"
        side="end"
        groups={[
          { heading: 'Comes in', entries: [...openMedia, PREVIEW].map(comesIn) },
          {
            heading: 'The agent starts',
            entries: [
              { name: 'Outbound call', pick: () => void wwe.dial(NUMBER) },
              { name: 'Outbound email', pick: () => void wwe.createEmail(ADDRESS) },
              { name: 'To a number or address…', pick: () => (form.value = 'dial') },
            ],
          },
          ...(selected === null
            ? []
            : [
                {
                  heading: 'Joins the case',
                  entries: ['voice', 'chat', 'email', ...openMedia].map((medium) => joins(selected, medium)),
                },
              ]),
          { heading: 'Anything', entries: [{ name: 'With details…', pick: () => (form.value = 'details') }] },
        ]}
      />
      {form.value === 'dial' ? (
        <FormOver label="Call a number or write to an address" close={shut}>
          <DialForm
            start={(medium, destination) => {
              shut('escape');
              if (medium === 'voice') wwe.dial(destination);
              else wwe.createEmail(destination);
            }}
          />
        </FormOver>
      ) : null}
      {form.value === 'details' ? (
        <FormOver label="A new interaction with details" close={shut}>
          <ArrivalForm
            media={['voice', 'chat', 'email', ...openMedia, PREVIEW]}
            selected={selected}
            arrive={(arrival) => {
              shut('escape');
              arrive(arrival);
            }}
          />
        </FormOver>
      ) : null}
    </div>
  );
}

const WAYS = [
  ['voice', 'Call'],
  ['email', 'E-mail'],
] as const;

function DialForm({ start }: { start: (medium: string, destination: string) => void }) {
  const medium = useSignal('voice');
  const destination = useSignal('');
  const usual = medium.value === 'voice' ? NUMBER : ADDRESS;
  return (
    <FieldForm submit={() => start(medium.value, destination.value.trim() || usual)}>
      <ChoiceField label="What" value={medium} options={WAYS} />
      <TextField label="To" value={destination} hint={usual} />
      <div class="form-end">
        <button type="submit" class="strong">
          Start
        </button>
      </div>
    </FieldForm>
  );
}
