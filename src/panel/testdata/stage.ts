/** Where a test of the DOM draws. */
import { render } from 'preact';
import { afterEach, beforeEach } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { installTexts, messagesLookup } from '../text/i18n.ts';

/** An element in the page, with the panel's texts, and a life that ends with the test. */
export interface Stage {
  readonly root: HTMLElement;
  readonly signal: AbortSignal;
}

/** Sets the stage anew for each test of the file. */
export function useStage(): Stage {
  let life = new AbortController();
  let root = document.createElement('div');
  beforeEach(() => {
    life = new AbortController();
    installTexts(messagesLookup(english));
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => {
    life.abort();
    render(null, root);
    root.remove();
    // A text that is selected keeps Ctrl+C from copying rows.
    document.getSelection()?.removeAllRanges();
  });
  return {
    get root() {
      return root;
    },
    get signal() {
      return life.signal;
    },
  };
}
