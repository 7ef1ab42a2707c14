/** The services to choose from: a list that the search above it narrows; what nobody knows can be typed. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clip } from '../../text/clip.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { consume, ownKeys } from '../../ui/keys.ts';
import { type Choice, choicesFor, riskOf } from './catalogue.ts';
import type { ComposeState } from './compose-state.ts';

const PAGE = 10;

/** Renders search and list. The cursor stays in the search; arrow keys move in the list. */
export function Catalogue({ compose }: { readonly compose: ComposeState }) {
  const search = useSignal('');
  const active = useSignal<string | null>(null);
  /** In a narrow panel the list is open only while it is used. */
  const open = useSignal(false);
  const list = useRef<HTMLDivElement>(null);
  const chosen = compose.draft.value.service;
  const groups = choicesFor(search.value, compose.allowed.value?.services ?? null);
  const choices = groups.flatMap((group) => group.choices);
  const activeAt = choices.findIndex(({ service }) => service === active.value);

  useLayoutEffect(() => {
    list.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  function pick(service: string): void {
    compose.choose(service);
    search.value = '';
    active.value = null;
    open.value = false;
  }
  function move(to: number): void {
    open.value = true;
    active.value = choices[Math.min(Math.max(to, 0), choices.length - 1)]?.service ?? null;
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isUsed = open.value || search.value !== '' || active.value !== null;
    if (event.key === 'Escape' && !isUsed) return;
    const from = activeAt < 0 ? choices.findIndex(({ service }) => service === chosen) : activeAt;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(activeAt < 0 && search.value !== '' ? 0 : from + 1),
      ArrowUp: () => move(from < 0 ? choices.length - 1 : from - 1),
      PageDown: () => move(from + PAGE),
      PageUp: () => move(from - PAGE),
      Enter: () => {
        const typed = choices.find(({ service }) => service === search.value.trim());
        const service = active.value ?? typed?.service ?? (search.value === '' ? chosen : choices[0]?.service);
        if (service) pick(service);
      },
      Escape: () => {
        search.value = '';
        active.value = null;
        open.value = false;
      },
    };
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (!act) return;
    consume(event);
    act();
  }

  return (
    <div class="compose-catalogue" data-open={open.value}>
      <input
        type="text"
        role="combobox"
        // Where the frame's / and Ctrl+F go.
        id="filter"
        class="input compose-search"
        placeholder={chosen === '' ? t('compose_search_placeholder') : pageText(clip(chosen))}
        aria-label={t('compose_search')}
        title={t('compose_search_hint')}
        aria-expanded={open.value}
        aria-controls="compose-services"
        aria-autocomplete="list"
        aria-activedescendant={activeAt < 0 ? undefined : `compose-choice-${activeAt}`}
        spellcheck={false}
        autocomplete="off"
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
          active.value = null;
          open.value = true;
        }}
        onBlur={() => {
          open.value = false;
        }}
        onClick={() => {
          open.value = true;
        }}
        onKeyDown={ownKeys(onKeyDown)}
      />
      <div class="visually-hidden" role="status">
        {search.value !== '' && plural('compose_found', choices.length)}
      </div>
      <div class="compose-list" role="listbox" id="compose-services" aria-label={t('compose_services')} ref={list}>
        {groups.map(({ namespace, allowed, choices: inside }) => (
          <fieldset class="compose-group" key={`${allowed}${namespace}`} aria-label={groupName(namespace, allowed)}>
            <div class="compose-namespace" aria-hidden="true">
              {groupName(namespace, allowed)}
            </div>
            {inside.map((choice) => (
              <Option
                key={choice.service}
                choice={choice}
                index={choices.indexOf(choice)}
                selected={choice.service === chosen}
                active={choice.service === active.value}
                onPick={() => pick(choice.service)}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </div>
  );
}

function groupName(namespace: string, allowed: boolean | null): string {
  if (namespace === '') return t('compose_group_typed');
  return allowed === false ? t('compose_group_not_named', pageText(namespace)) : pageText(namespace);
}

interface OptionProps {
  readonly choice: Choice;
  readonly index: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly onPick: () => void;
}

function Option({ choice: { service, known, allowed }, index, selected, active, onPick }: OptionProps) {
  const risk = known ? riskOf(service) : null;
  const method = service.slice(service.indexOf('.') + 1);
  return (
    <div
      role="option"
      id={`compose-choice-${index}`}
      class="compose-option"
      aria-selected={selected}
      data-active={active}
      title={pageText(service)}
      tabIndex={-1}
      // The cursor stays in the search.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      onKeyDown={ownKeys((event) => event.key === 'Enter' && onPick())}
    >
      <span class="compose-method">
        {known ? <PageText text={method} /> : t('compose_use_unknown', pageText(service))}
      </span>
      {allowed && <span class="compose-tag">{t('compose_tag_allowed')}</span>}
      {risk && <span class="compose-tag outcome-warn">{t(`compose_tag_${risk}`)}</span>}
      {!known && <span class="compose-tag">{t('compose_tag_not_known')}</span>}
    </div>
  );
}
