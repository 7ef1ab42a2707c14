/** Small signs for media. Decorative: the word stands beside them. */
import {
  ChatIcon,
  EmailIcon,
  Icon,
  type IconShape,
  OtherMediumIcon,
  PreviewIcon,
  VoiceIcon,
  WorkitemIcon,
} from '../../../design/icons.tsx';

const MEDIA: ReadonlyMap<string, IconShape> = new Map([
  ['voice', VoiceIcon],
  ['chat', ChatIcon],
  ['email', EmailIcon],
  ['workitem', WorkitemIcon],
  ['outboundpreview', PreviewIcon],
]);

/** The sign of a medium; a neutral one for those that nobody knows. */
export function MediumIcon({ medium }: { readonly medium: string }) {
  return <Icon of={MEDIA.get(medium.toLowerCase()) ?? OtherMediumIcon} />;
}
