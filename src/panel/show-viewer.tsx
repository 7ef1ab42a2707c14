/** The viewer: the panel as a page of its own, without a tab. Its entries say what they have of the browser. */
import './theme.css';
import { render } from 'preact';
import { copyText } from './copy-text.ts';
import { saveFile } from './save-file.ts';
import type { AllStores } from './shell/PanelProvider.tsx';
import { Root } from './shell/Root.tsx';
import { startViewer, type ViewerSurroundings } from './shell/start-viewer.ts';
import { ViewerStart } from './shell/ViewerStart.tsx';
import { createFailures } from './stores/failures.ts';
import { type GetMessage, installTexts } from './text/i18n.ts';
import { followTheme } from './theme.ts';

/** What differs between the viewers. */
export type ViewerParts = Pick<ViewerSurroundings, 'storage' | 'rules' | 'version'> & { readonly texts: GetMessage };

/** Draws the viewer. @returns its stores */
export async function showViewer({ texts, ...around }: ViewerParts, abort: AbortSignal): Promise<AllStores> {
  installTexts(texts);
  followTheme(document.documentElement, {}, matchMedia('(prefers-color-scheme: dark)'));
  const failures = createFailures(Date.now, self);
  const copy = failures.guard('clipboard', copyText);
  const save = failures.guard('export', saveFile);
  const stores = await startViewer({ ...around, failures, copy, save }, abort);
  const root = document.getElementById('panel');
  if (root) render(<Root stores={stores} Start={ViewerStart} />, root);
  return stores;
}
