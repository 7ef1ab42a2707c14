/** What happens to WWE as a whole: reloads, client frames, campaigns, messages posted by hand. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Settings } from '../core/settings/settings.ts';
import type { CampaignEvent, Wwe } from '../core/wwe/wwe.ts';
import type { WweSimulator } from './control-types.ts';
import type { Dismissal } from './dismiss.ts';
import { Menu } from './menu.tsx';
import { FormOver } from './popover.tsx';
import { PostForm } from './post-form.tsx';

const CAMPAIGN_EVENTS: readonly (readonly [event: CampaignEvent, words: string])[] = [
  ['CampaignLoaded', 'is loaded'],
  ['CampaignStarted', 'is started'],
  ['CampaignUnloaded', 'is unloaded'],
];

/** The menu. */
export function WweMenu({ wwe, control, settings }: { wwe: Wwe; control: WweSimulator; settings: Settings }) {
  const posting = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const shut = (why: Dismissal): void => {
    posting.value = false;
    if (why === 'escape') root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  };
  return (
    <div class="opens" ref={root}>
      <Menu
        name="WWE…"
        side="end"
        groups={[
          {
            heading: null,
            entries: [
              { name: 'Refresh, but keep the pages', pick: () => control.refresh({ keepFrames: true }) },
              { name: 'Add a client frame', pick: () => control.addFrame() },
              { name: 'Remove the last client frame', pick: () => control.removeFrame() },
              { name: 'Post a message…', pick: () => (posting.value = true) },
            ],
          },
          ...settings.campaigns.map(({ name }) => ({
            heading: `Campaign ${name}`,
            entries: CAMPAIGN_EVENTS.map(([event, words]) => ({
              name: `${name} ${words}`,
              pick: () => void wwe.campaign(event, name),
            })),
          })),
        ]}
      />
      {posting.value ? (
        <FormOver label="Post a message to a client frame" side="end" close={shut}>
          <PostForm control={control} />
        </FormOver>
      ) : null}
    </div>
  );
}
