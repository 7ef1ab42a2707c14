/** The page that holds the simulator and the panel. Its query goes on to the simulator. */
import { joinWire } from './wire.ts';

const simulator = document.getElementById('simulator');
if (!(simulator instanceof HTMLIFrameElement)) throw new Error('index.html has no frame for the simulator.');
simulator.src = `/src/simulator/desktop/index.html${location.search}`;
joinWire().hear(({ is }) => {
  if (is === 'reload') simulator.contentWindow?.location.reload();
});
