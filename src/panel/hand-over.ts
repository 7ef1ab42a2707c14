/** Hands a recording from a panel to a tab with the viewer. Both are pages of the extension: nobody else can take part. */
import { pressLink } from './press-link.ts';
import type { Handed } from './stores/recordings.ts';

/** A tab that does not ask for its file within this time, in ms, does not get it. */
const PATIENCE = 60_000;

const channelOf = (id: string) => new BroadcastChannel(`wwe-devtools recording ${id}`);

/** Opens the viewer in a new tab, with a recording. @param viewer its address */
export function openInTab(what: Handed, viewer: string): void {
  const id = crypto.randomUUID();
  const channel = channelOf(id);
  channel.addEventListener('message', () => {
    channel.postMessage(what);
    channel.close();
  });
  setTimeout(() => channel.close(), PATIENCE);
  pressLink(`${viewer}#${id}`, { target: '_blank' });
}

/** In that tab: asks for the recording. @param id what stands in the address after `#`; empty: it was opened by somebody else */
export function takeRecording(id: string, open: (what: Handed) => void, abort: AbortSignal): void {
  if (id === '') return;
  const channel = channelOf(id);
  abort.addEventListener('abort', () => channel.close());
  channel.addEventListener('message', ({ data }) => {
    const saved = Number(data?.saved);
    if (!(data instanceof File) && !Number.isInteger(saved)) return;
    channel.close();
    open(data instanceof File ? data : { saved });
  });
  channel.postMessage(null);
}
