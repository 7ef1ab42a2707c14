/** Hands a file from a panel to a tab with the viewer. Both are pages of the extension: nobody else can take part. */
import { pressLink } from './press-link.ts';

/** A tab that does not ask for its file within this time, in ms, does not get it. */
const PATIENCE = 60_000;

const channelOf = (mark: string) => new BroadcastChannel(`wwe-devtools recording ${mark}`);

/** Opens the viewer in a new tab, with a file. @param viewer its address */
export function openInTab(file: File, viewer: string): void {
  const mark = crypto.randomUUID();
  const channel = channelOf(mark);
  channel.addEventListener('message', () => {
    channel.postMessage(file);
    channel.close();
  });
  setTimeout(() => channel.close(), PATIENCE);
  pressLink(`${viewer}#${mark}`, { target: '_blank' });
}

/** In that tab: asks for the file. @param mark what stands in the address after `#`; empty: it was opened by somebody else */
export function takeFile(mark: string, open: (file: File) => void, abort: AbortSignal): void {
  if (mark === '') return;
  const channel = channelOf(mark);
  abort.addEventListener('abort', () => channel.close());
  channel.addEventListener('message', ({ data }) => {
    if (!(data instanceof File)) return;
    channel.close();
    open(data);
  });
  channel.postMessage(null);
}
