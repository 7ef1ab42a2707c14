/** What cannot be seen in a control, said below it. */
import { t } from './i18n.ts';
import { PageText } from './PageText.tsx';
import { hasInvisible } from './unseen.ts';

/** Under a control: what is typed into it, if something of it cannot be seen there. `id` for `aria-describedby`. */
export function UnseenInControl({ text, id }: { readonly text: string; readonly id: string }) {
  if (!isUnseenIn(text)) return null;
  return (
    <span class="note unseen-in-control" id={id}>
      {t('text_as_it_is')} <PageText text={text.slice(0, MOST_CHARACTERS)} />
    </span>
  );
}

/** Whether `UnseenInControl` has something to say. */
export function isUnseenIn(text: string): boolean {
  return hasInvisible(text.slice(0, MOST_CHARACTERS));
}

const MOST_CHARACTERS = 2_000;
