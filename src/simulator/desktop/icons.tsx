/** The icons, drawn here. All are decoration beside words. */

const MEDIA: ReadonlyMap<string, string> = new Map([
  [
    'voice',
    'M4.2 2.5h2l1 2.8-1.4 1.1a7.6 7.6 0 0 0 3.8 3.8l1.1-1.4 2.8 1v2c0 .7-.6 1.2-1.3 1.2A9.3 9.3 0 0 1 3 3.8c0-.7.5-1.3 1.2-1.3Z',
  ],
  [
    'chat',
    'M2.5 4.3c0-.7.6-1.3 1.3-1.3h8.4c.7 0 1.3.6 1.3 1.3v5.4c0 .7-.6 1.3-1.3 1.3H7.5L4.5 13.5V11h-.7c-.7 0-1.3-.6-1.3-1.3Z',
  ],
  ['email', 'M2.5 4h11v8h-11zM2.8 4.3 8 8.6l5.2-4.3'],
  ['workitem', 'M3.5 3.5h9v10h-9zM6 2.2h4v2.6H6zM5.8 7.5h4.4M5.8 10h4.4'],
  ['outboundpreview', 'M2.5 3h11v10h-11zM5 6h6M5 8.2h6M5 10.4h3'],
]);

/** Dots in a square: any other open medium. */
const OPEN_MEDIUM = 'M3 3h10v10H3zM5.5 8h.1M8 8h.1M10.5 8h.1';

/** A medium's icon. */
export function MediumIcon({ medium }: { medium: string }) {
  return (
    <svg class={`medium medium-${MEDIA.has(medium) ? medium : 'open'}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={MEDIA.get(medium) ?? OPEN_MEDIUM} />
    </svg>
  );
}

const SIGNS = {
  down: 'M4.5 6.5 8 10l3.5-3.5',
  close: 'm4.5 4.5 7 7m0-7-7 7',
  play: 'M5 3.5v9l7-4.5Z',
  pause: 'M5.5 4v8M10.5 4v8',
  step: 'M4 3.5v9l6-4.5ZM12 4v8',
  restart: 'M4.2 5.2A5 5 0 1 1 3 8.4M4 2.5v3h3',
  edit: 'm3 13 .6-2.8 6.9-6.9 2.2 2.2-6.9 6.9Z',
  remove: 'M3.5 4.5h9M6.5 4.5V3h3v1.5M4.8 4.5l.6 8.5h5.2l.6-8.5',
} as const;

/** One of the small signs on buttons. */
export function Sign({ of }: { of: keyof typeof SIGNS }) {
  return (
    <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SIGNS[of]} />
    </svg>
  );
}
