/** The icons. All are decoration beside words. */
import { CloseIcon, Icon, iconOfMedium, OpenIcon, OtherMediumIcon } from '../../design/icons.tsx';
import { EditIcon, PauseIcon, PlayIcon, RemoveIcon, RestartIcon, StepIcon } from '../../design/more-icons.ts';

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
