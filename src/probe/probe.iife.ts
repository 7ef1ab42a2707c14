/** The probe's entry: a classic content script at `document_start` in the page's own world, after the bridge. */
import { startProbe } from './probe.ts';

startProbe(window);
