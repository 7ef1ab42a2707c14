/** What `npm run simulator` starts once it is built. */
import { runSimulator } from './run.ts';

await runSimulator(process.argv.slice(2));
