/** The icons. All are decoration beside words. */
import {
  CloseIcon,
  EditIcon,
  Icon,
  iconOfMedium,
  OpenIcon,
  OtherMediumIcon,
  PauseIcon,
  PlayIcon,
  RemoveIcon,
  RestartIcon,
  StepIcon,
} from '../../design/icons.tsx';

/** A medium's icon. */
export function MediumIcon({ medium }: { medium: string }) {
  const known = iconOfMedium(medium);
  return <Icon of={known ?? OtherMediumIcon} class={`medium medium-${known ? medium : 'open'}`} />;
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
