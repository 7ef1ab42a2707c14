/** A page with bad habits, for the scenario of that name: what WWE and a tool beside the page must bear. */
import type { WwePage } from './page.ts';
import type { PageService } from './service.ts';

/**
 * The error that the noisy handler throws; the client library catches it and writes it to the console
 * (docs/protocol.md#receiving).
 */
export const NOISE = 'The noisy page throws in its handler, on purpose.';

/** Requests without a callback: nobody waits for their answers (docs/protocol.md#sending). */
const REQUESTS: readonly object[] = [
  { request: 'agent.get' },
  { request: 'interaction.getInteractions' },
  { request: 'weather.getForecast', parameters: ['Atlantis'] },
  { request: 'interaction.fly', parameters: [{ height: 3 }] },
  { request: 'interaction' },
  { request: '' },
  { request: 'voice.dial', parameters: 'no list' },
];

/** Subscribes twice more, asks for what does not exist, waits for nothing, and throws in one of its handlers. */
export function makeNoise(service: PageService, page: Pick<WwePage, 'subscribe'>): void {
  // The page's own handler again: one more subscription at WWE, whose id replaces the first.
  page.subscribe(['agent', 'interaction', 'markdone']);
  service.subscribe(['media', 'outbound', 'system', 'weather'], () => {
    throw new Error(NOISE);
  });
  for (const request of REQUESTS) service.sendMessage({ ...request });
}
