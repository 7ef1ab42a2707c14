/** What can be done with the interaction that is shown, and what the other side can do. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Act, ActOptions } from '../core/acts/act-types.ts';
import type { InteractionModel } from '../core/wwe/model.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { ACT_NAMES, splitActs } from './act-places.ts';
import { happeningWords } from './desktop-texts.ts';
import type { Dismissal } from './dismiss.ts';
import { HappeningForm } from './happening-form.tsx';
import { Menu } from './menu.tsx';
import { FormOver, Popover } from './popover.tsx';
import { type Aim, TargetForm } from './target-form.tsx';

/** The acts that go to somebody. */
const AIMED: ReadonlySet<Act> = new Set<Act>(['consult', 'transfer', 'conference']);

/** The toolbar. */
export function Toolbar({ interaction, wwe }: { interaction: InteractionModel; wwe: Wwe }) {
  const aim = useSignal<Aim>({ target: null, userData: {} });
  const { id, acts } = interaction;
  const { buttons, more } = splitActs(acts);
  const perform = (act: Act): void => void wwe.act(act, id, AIMED.has(act) ? optionsOf(aim.value) : {});
  const { target } = aim.value;
  return (
    <div class="toolbar" role="toolbar" aria-label={`Acts on interaction ${id}`}>
      {buttons.map((act) => (
        <button key={act} type="button" class={`act act-${act}`} onClick={() => perform(act)}>
          {ACT_NAMES[act]}
        </button>
      ))}
      {more.length === 0 ? null : (
        <Menu
          name="More"
          groups={[{ heading: null, entries: more.map((act) => ({ name: ACT_NAMES[act], pick: () => perform(act) })) }]}
        />
      )}
      {acts.some((act) => AIMED.has(act)) ? (
        <Popover
          name={target === null ? 'To: any colleague' : `To: ${target.destination}`}
          label="Whom consultation, transfer and conference go to"
        >
          {(close) => (
            <TargetForm
              aim={aim.value}
              choose={(chosen) => {
                aim.value = chosen;
                close();
              }}
            />
          )}
        </Popover>
      ) : null}
      <span class="space" />
      {interaction.happenings.length === 0 ? null : <OtherSide interaction={interaction} wwe={wwe} />}
    </div>
  );
}

function optionsOf({ target, userData }: Aim): ActOptions {
  const attached = Object.keys(userData).length === 0 ? {} : { userData };
  return target === null ? attached : { target, ...attached };
}

function OtherSide({ interaction: { id, medium, happenings }, wwe }: { interaction: InteractionModel; wwe: Wwe }) {
  const detailed = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const shut = (why: Dismissal): void => {
    detailed.value = false;
    if (why === 'escape') root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  return (
    <div class="opens" ref={root}>
      <Menu
        name="Customer and routing"
        side="end"
        groups={[
          {
            heading: null,
            entries: happenings.map((what) => ({
              name: happeningWords(what, medium),
              pick: () => void wwe.happen(what, id),
            })),
          },
          { heading: 'With who and what', entries: [{ name: 'In detail…', pick: () => (detailed.value = true) }] },
        ]}
      />
      {detailed.value ? (
        <FormOver label="What the other side does" side="end" close={shut}>
          <HappeningForm
            medium={medium}
            possible={happenings}
            happen={(what, options) => {
              shut('escape');
              wwe.happen(what, id, options);
            }}
          />
        </FormOver>
      ) : null}
    </div>
  );
}
