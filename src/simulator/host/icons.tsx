/** The icons of the media, drawn here. */
import type { Medium } from '../core/live.ts';

const SHAPES: Readonly<Record<Medium, string>> = {
  voice:
    'M4.2 2.5h2l1 2.8-1.4 1.1a7.6 7.6 0 0 0 3.8 3.8l1.1-1.4 2.8 1v2c0 .7-.6 1.2-1.3 1.2A9.3 9.3 0 0 1 3 3.8c0-.7.5-1.3 1.2-1.3Z',
  chat: 'M2.5 4.3c0-.7.6-1.3 1.3-1.3h8.4c.7 0 1.3.6 1.3 1.3v5.4c0 .7-.6 1.3-1.3 1.3H7.5L4.5 13.5V11h-.7c-.7 0-1.3-.6-1.3-1.3Z',
  email: 'M2.5 4h11v8h-11zM2.8 4.3 8 8.6l5.2-4.3',
};

/** A medium's icon; decoration beside its name. */
export function MediumIcon({ medium }: { medium: Medium }) {
  return (
    <svg class={`medium medium-${medium}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[medium]} />
    </svg>
  );
}
