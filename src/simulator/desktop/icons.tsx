/** The icons. All are decoration beside words. */
import {
  ChatIcon,
  CloseIcon,
  EditIcon,
  EmailIcon,
  Icon,
  type IconShape,
  OpenIcon,
  OtherMediumIcon,
  PauseIcon,
  PlayIcon,
  PreviewIcon,
  RemoveIcon,
  RestartIcon,
  StepIcon,
  VoiceIcon,
  WorkitemIcon,
} from '../../design/icons.tsx';

const MEDIA: ReadonlyMap<string, IconShape> = new Map([
  ['voice', VoiceIcon],
  ['chat', ChatIcon],
  ['email', EmailIcon],
  ['workitem', WorkitemIcon],
  ['outboundpreview', PreviewIcon],
]);

/** A medium's icon. */
export function MediumIcon({ medium }: { medium: string }) {
  return (
    <Icon of={MEDIA.get(medium) ?? OtherMediumIcon} class={`medium medium-${MEDIA.has(medium) ? medium : 'open'}`} />
  );
}

const SIGNS = {
  down: OpenIcon,
  close: CloseIcon,
  play: PlayIcon,
  pause: PauseIcon,
  step: StepIcon,
  restart: RestartIcon,
  edit: EditIcon,
  remove: RemoveIcon,
} as const;

/** One of the small signs on buttons. */
export function Sign({ of }: { of: keyof typeof SIGNS }) {
  return <Icon of={SIGNS[of]} class="sign" />;
}
