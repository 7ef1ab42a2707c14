/** Small signs for media. Decorative: the word stands beside them. */
import { Icon, iconOfMedium, OtherMediumIcon } from '../../../design/icons.tsx';

/** The sign of a medium; a neutral one for those that nobody knows. */
export function MediumIcon({ medium }: { readonly medium: string }) {
  return <Icon of={iconOfMedium(medium.toLowerCase()) ?? OtherMediumIcon} />;
}
