/** The details of one interaction: who, in which state, what can be done; and its tabs. */
import { useSignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { wireId } from '../../../protocol/read.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { OutcomeText } from '../../shared/requests.tsx';
import { mediumOf, tone, whoOf } from '../../stores/interaction-texts.ts';
import { usePanel } from '../../stores/panel.ts';
import { clip } from '../../text/clip.ts';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { CloseDetails } from '../../ui/CloseDetails.tsx';
import { OneLine } from '../../ui/OneLine.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { changedPaths } from '../../values/json/diff.ts';
import { JsonTree } from '../../values/json/JsonTree.tsx';
import { jsonText } from '../../values/json/text.ts';
import { Parties } from '../../values/properties/Parties.tsx';
import { Properties } from '../../values/properties/Properties.tsx';
import { MediumIcon } from './icons.tsx';
import { MarkDoneTab } from './MarkDoneTab.tsx';
import { StateTab } from './StateTab.tsx';
import './details.css';

const TABS = ['state', 'story', 'userdata', 'markdone', 'properties', 'parties', 'messages', 'json'] as const;
type Tab = (typeof TABS)[number];

function isTab(name: string): name is Tab {
  return TABS.some((tab) => tab === name);
}

/** What the details are drawn of. */
export interface DetailsProps {
  readonly one: SessionInteraction;
  /** There are interactions of other WWEs beside it: it says of which it is. */
  readonly areMany: boolean;
}

/** Draws one tab. */
type TabView = ComponentType<{ readonly one: SessionInteraction }>;

/** The tabs that other features draw. */
interface OtherTabs {
  readonly UserData: TabView;
  readonly Messages: TabView;
  readonly Story: TabView;
}

/** Renders the details. Give it the interaction's key as `key`. */
export function Details({
  one,
  areMany,
  onReport,
  ...others
}: DetailsProps & OtherTabs & Pick<ActionsProps, 'onReport'>) {
  const { settings, selected, wwes } = usePanel();
  const remembered = settings.settings.value.detailsTab;
  const tab: Tab = isTab(remembered) ? remembered : 'state';

  const medium = mediumOf(one);
  const who = whoOf(one);
  const { state } = one.interaction;
  return (
    <section class="details" aria-label={t('details')}>
      <header class="details-header">
        <OneLine name="details-line" more={t('more_about')}>
          <div class="details-title">
            <MediumIcon medium={medium} />
            <strong class="clip" title={pageText(who)}>
              {who === '' ? t('interaction_title', pageText(clip(one.id))) : <PageText text={who} />}
            </strong>
            <span class={`state state-${tone(state)}`}>
              {state === undefined ? t('absent') : <PageText text={clip(state)} />}
            </span>
            <span class="spring" />
            <CloseDetails onClose={() => (selected.value = null)} />
          </div>
          {(areMany || wwes.known.value.length > 1) && (
            <div class="details-wwe">{t('wwe_at', wwes.nameOf(one.wwe))}</div>
          )}
          <Actions one={one} onReport={onReport} />
        </OneLine>
      </header>
      <Tabs
        tabs={TABS}
        chosen={tab}
        label={t('details')}
        prefix="details"
        title={(name) => t(`tab_${name}`)}
        onChoose={(detailsTab) => settings.change({ detailsTab })}
      >
        <TabContent tab={tab} one={one} {...others} />
      </Tabs>
    </section>
  );
}

interface TabContentProps extends OtherTabs {
  readonly tab: Tab;
  readonly one: SessionInteraction;
}

function TabContent({ tab, one, UserData, Messages, Story }: TabContentProps) {
  const { copy } = usePanel();
  if (tab === 'state') return <StateTab one={one} />;
  if (tab === 'story') return <Story one={one} />;
  if (tab === 'userdata') return <UserData one={one} />;
  if (tab === 'markdone') return <MarkDoneTab one={one} />;
  if (tab === 'properties') return <Properties raw={one.raw} />;
  if (tab === 'parties') return <Parties parties={one.raw.parties} />;
  if (tab === 'messages') return <Messages one={one} />;
  const { raw, previousRaw } = one;
  const changed = previousRaw ? changedPaths(previousRaw, raw) : new Set<string>();
  return <JsonTree value={raw} label={t('tab_json')} changed={changed} onCopy={copy} />;
}

interface ActionsProps {
  readonly one: SessionInteraction;
  /** Copies its report. */
  readonly onReport: () => void;
}

/** One request each, on the page's account; and copies that cost nothing. */
function Actions({ one, onReport }: ActionsProps) {
  const { commands, copy } = usePanel();
  const ref = useSignal<string | null>(null);
  /** The last one that asked for this interaction. */
  const refreshed = useSignal<string | null>(null);
  const blocked = commands.blocked(one);
  const { caseId } = one.interaction;
  const outcome = ref.value === null ? null : commands.outcome(ref.value);
  // No data, or null: both are said to be possible. To other requests, either means nothing
  // (docs/protocol.md#unknown-answers-without-result).
  const isGone =
    ref.value === refreshed.value &&
    outcome?.state === 'ok' &&
    !outcome.isForgotten &&
    (outcome.answer ?? null) === null;

  return (
    <>
      <button
        type="button"
        class="button outlined"
        aria-disabled={blocked !== null}
        title={blocked ?? t('refresh_hint')}
        onClick={() => {
          if (blocked) return;
          refreshed.value = commands.send(
            { name: 'interaction.getByInteractionId', parameters: [wireId(one.raw, one.id)] },
            one,
          );
          ref.value = refreshed.value;
        }}
      >
        {t('refresh')}
      </button>
      <button
        type="button"
        class="button outlined"
        aria-disabled={blocked !== null || caseId === undefined}
        title={blocked ?? t(caseId === undefined ? 'select_case_none' : 'select_case_hint')}
        onClick={() => {
          if (blocked || caseId === undefined) return;
          ref.value = commands.send({ name: 'interaction.selectCaseByCaseId', parameters: [caseId] }, one);
        }}
      >
        {t('select_case')}
      </button>
      <button type="button" class="button" onClick={() => copy(one.id)}>
        {t('copy_id')}
      </button>
      <button type="button" class="button" onClick={() => copy(jsonText(one.raw))}>
        {t('copy_json')}
      </button>
      <button type="button" class="button" title={t('report_copy_hint')} onClick={onReport}>
        {t('report_copy')}
      </button>
      {outcome && <OutcomeText outcome={isGone ? { ...outcome, text: t('refresh_gone') } : outcome} />}
    </>
  );
}
