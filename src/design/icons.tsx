/**
 * The icons of the panel and of the simulator: those of Lucide that are used, by what they mean here. What the panel does
 * not open with is in `more-icons.ts`.
 */
import type { IconNode } from 'lucide';
import WorkitemIcon from 'lucide/dist/esm/icons/clipboard-list.mjs';
import EmailIcon from 'lucide/dist/esm/icons/mail.mjs';
import ChatIcon from 'lucide/dist/esm/icons/message-square.mjs';
import VoiceIcon from 'lucide/dist/esm/icons/phone.mjs';
import PreviewIcon from 'lucide/dist/esm/icons/phone-outgoing.mjs';
import { createElement } from 'preact';

// One by one: the package's entry loads all of its icons, which would cost each test file seconds.
export { default as ClearIcon } from 'lucide/dist/esm/icons/ban.mjs';
export { default as OpenIcon } from 'lucide/dist/esm/icons/chevron-down.mjs';
export { default as ClosedIcon } from 'lucide/dist/esm/icons/chevron-right.mjs';
export { default as MoreIcon } from 'lucide/dist/esm/icons/chevrons-right.mjs';
export { default as NotRecordingIcon } from 'lucide/dist/esm/icons/circle-dot.mjs';
export { default as HelpIcon } from 'lucide/dist/esm/icons/circle-question-mark.mjs';
export { default as RecordingIcon } from 'lucide/dist/esm/icons/circle-stop.mjs';
export { default as OtherMediumIcon } from 'lucide/dist/esm/icons/diamond.mjs';
export { default as LoadIcon } from 'lucide/dist/esm/icons/refresh-cw.mjs';
export { default as SettingsIcon } from 'lucide/dist/esm/icons/settings.mjs';
export { default as CloseIcon } from 'lucide/dist/esm/icons/x.mjs';

const MEDIA: ReadonlyMap<string, IconNode> = new Map([
  ['voice', VoiceIcon],
  ['chat', ChatIcon],
  ['email', EmailIcon],
  ['workitem', WorkitemIcon],
  ['outboundpreview', PreviewIcon],
]);

/** The icon of a medium of WWE, in lower case; undefined: nobody knows that medium. */
export function iconOfMedium(medium: string): IconShape | undefined {
  return MEDIA.get(medium);
}

/** What an icon is drawn from. */
export type IconShape = IconNode;

interface IconProps {
  readonly of: IconShape;
  /** Further classes. */
  readonly class?: string;
}

/** Draws an icon in the colour of the text around it. It is decoration: the words stand beside it, or are its button's name. */
export function Icon({ of, class: further = '' }: IconProps) {
  return (
    <svg class={`icon ${further}`.trimEnd()} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {of.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
