/** Small signs for media, drawn by us: fonts differ in what they have. Decorative: the word stands beside them. */

const PATHS: Readonly<Record<string, string>> = {
  voice:
    'M4.2 2.5 6 5.6 4.7 7c.8 1.9 2.4 3.5 4.3 4.3L10.4 10l3.1 1.8c-.3 1.2-1.2 2-2.4 2C6.4 13.8 2.2 9.6 2.2 4.9c0-1.2.8-2.1 2-2.4Z',
  chat: 'M2.5 3.5h11v7.2H7.4l-3 2.6v-2.6H2.5Z',
  email: 'M2.2 4h11.6v8.2H2.2ZM2.4 4.4 8 8.7l5.6-4.3',
  workitem: 'M3.5 2.5h9v11h-9ZM5.7 5.6h4.6M5.7 8h4.6M5.7 10.4h2.8',
  outboundpreview: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2.2 1.5',
};
const OTHER = 'M8 2.8 13.2 8 8 13.2 2.8 8Z';

/** The sign of a medium; a neutral one for those that nobody knows. */
export function MediumIcon({ medium }: { readonly medium: string }) {
  const name = medium.toLowerCase();
  return (
    <svg class="glyph" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={Object.hasOwn(PATHS, name) ? PATHS[name] : OTHER}
        fill="none"
        stroke="currentColor"
        stroke-width="1.3"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}
