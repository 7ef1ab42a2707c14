/** A page as integrators write them: its script in a file of its own, one handler, one button. */

import { servePage } from '../simulator/own-pages.ts';
import { desktopUrl } from './fixtures.ts';
import type { RunningSimulator } from './simulator.ts';

/** Line 3 calls, line 8 throws when a call is put on hold. */
const ORDERS = `function orderLoaded(answer) { document.body.dataset.order = answer.data.state; }
function loadOrder() {
  genesys.wwe.service.interaction.getByInteractionId('1', orderLoaded, function refused() {});
}
function onInteraction(message) {
  var interaction = message.data.interaction || {};
  heard.push([message.data.eventType, interaction.interactionId || null, interaction.state || null]);
  if (interaction.state === 'HELD') throw new RangeError('No order can be held');
}
var heard = [];
genesys.wwe.service.debug = false;
genesys.wwe.service.subscribe(['interaction'], onInteraction);
document.querySelector('button').addEventListener('click', loadOrder);
`;

/** The page, served. */
export interface OrdersPage {
  /** The address of a desktop that embeds it. */
  readonly desktop: string;
  close(): Promise<void>;
}

/** Serves the page for a simulator. @param settings the simulator's, as the journey has them */
export async function serveOrders(
  simulator: RunningSimulator,
  settings: Readonly<Record<string, unknown>>,
): Promise<OrdersPage> {
  const library = `${simulator.otherSite}/client/service-client.js`;
  const page = await servePage({
    body: `<button>Load order</button><script src="${library}"></script><script src="/orders.js"></script>`,
    scripts: { '/orders.js': ORDERS },
  });
  return { desktop: desktopUrl(simulator, { query: { page: page.url }, settings }), close: page.close };
}
