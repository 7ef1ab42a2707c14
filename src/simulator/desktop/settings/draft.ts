/** What is being typed, until it is taken: a change of the model must not wipe it out. */
import { useSignal } from '@preact/signals';
import type { TargetedEvent } from 'preact';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Properties for a field: it shows `standing` until somebody types; what `take` refuses (false) stays to be mended. */
export function useDraft(standing: string, take: (text: string) => boolean) {
  const draft = useSignal<string | null>(null);
  return {
    value: draft.value ?? standing,
    onInput: ({ currentTarget }: TargetedEvent<Field>): void => {
      draft.value = currentTarget.value;
    },
    onChange: ({ currentTarget }: TargetedEvent<Field>): void => {
      const text = currentTarget.value;
      draft.value = take(text) ? null : text;
    },
  };
}
