/** Entry of the embedded demo page, and of the page around WWE (reverse embedding). */
import { render } from 'preact';
import { isHeldByAnother, refuseToStart } from '../desktop/opener.ts';
import { makeNoise } from './noise.ts';
import { createDemoPage, type WwePage } from './page.ts';
import { obeyScenario } from './scenario-calls.ts';
import { pageService } from './service.ts';
import { DemoView } from './view.tsx';

declare global {
  interface Window {
    wwePage?: WwePage;
  }
}

const query = new URLSearchParams(location.search);
const service = pageService(window);
service.debug = query.get('debug') !== 'off';
const page = createDemoPage(service, () => Date.now(), structuredClone);
window.wwePage = page.wwePage;

const frame = query.get('frame');
const title = frame === null ? document.title : `Customer page ${frame}`;
document.title = title;
const root = document.getElementById('page');
if (root !== null) render(<DemoView page={page} title={title} />, root);

obeyScenario(window, page.wwePage, new AbortController().signal);

const subscribe = (): void => {
  const names = (query.get('subscribe') ?? 'agent,interaction,markdone').split(',');
  if (names[0] !== 'none') page.wwePage.subscribe(names);
  if (query.get('behaviour') === 'noisy') makeNoise(service, page.wwePage);
};

const wwe = document.getElementById('wwe');
if (wwe instanceof HTMLIFrameElement && isHeldByAnother(window, false)) refuseToStart(document.body);
else if (wwe instanceof HTMLIFrameElement) {
  // WWE inside of this page: docs/protocol.md#unusual-embeddings, the reverse. It gets the other name of this machine,
  // so another site.
  wwe.addEventListener(
    'load',
    () => {
      if (wwe.contentWindow === null) return;
      service.targetWWEWindow(wwe.contentWindow);
      subscribe();
    },
    { once: true },
  );
  const other = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  wwe.src = `${location.protocol}//${other}:${location.port}/?clients=0&scene=${query.get('scene') ?? 'empty'}`;
} else subscribe();
