// @ts-check
/** `npm run example`: the page in the simulator. Builds the simulator first if need be. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../../scripts/setup/build.mjs';
import { runMain, say } from '../../scripts/setup/say.mjs';
import { setUp } from '../../scripts/setup/setup.mjs';
import { servePage } from './serve.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

await runMain(async () => {
  process.chdir(ROOT);
  await setUp(ROOT, { browser: false });
  await ensureBuilt(ROOT);
  const { startSimulator } = await import('wwe-devtools/simulator');
  const page = await servePage();
  const simulator = await startSimulator({ page: page.url, port: 0 });
  say(`Your page:      ${page.url}`);
  say(`It inside WWE:  ${simulator.url}`);
  say('Open the second one, press "New call" and "Answer", then "Release" and "Done". Ctrl+C ends.');
  // From here on, Node.js is the customer: the first call comes by itself once a browser is there.
  simulator.ready(2 ** 31 - 1).then(
    async () => {
      await simulator.waitForMessage({ event: 'subscribe' });
      await simulator.ring({ party: 'Robin Sample', userData: { Product: 'Bicycle' } });
    },
    (error) => say(String(error)),
  );
  await new Promise((resolve) => process.once('SIGINT', resolve));
  await simulator.close();
  page.close();
  return 0;
});
