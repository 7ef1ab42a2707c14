/**
 * An input method (Japanese, Chinese, Korean) as the browser knows one: a text that is being composed, keys that go to the
 * input method and not to the page, and the text that it gives at last. In Chromium; the debugger speaks for it.
 */
import type { CDPSession } from '@playwright/test';
import { inChromium } from './chromium.ts';
import type { Panel } from './panel.ts';

/** Keys by which proposals are chosen, taken or left. */
export const PROPOSAL_KEYS = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'Home', 'End', 'Tab', 'Enter', 'Escape'] as const;
/** One of them. */
export type ProposalKey = (typeof PROPOSAL_KEYS)[number];

/** Every key that goes to an input method has this code. */
const TO_INPUT_METHOD = 229;

export class InputMethod {
  private constructor(private readonly session: CDPSession) {}

  /** The input method of what has the focus in the panel. */
  static async of(panel: Panel): Promise<InputMethod> {
    const { devtools } = inChromium(panel.window);
    return new InputMethod(await devtools.context().newCDPSession(devtools));
  }

  /** Shows a text that is not given yet, underlined, at the cursor; empty: none any more. */
  async compose(text: string): Promise<void> {
    await this.session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  }

  /** Presses a key among the proposals: named `Process` (Windows, Linux), and by its own name (macOS). */
  async press(code: ProposalKey): Promise<void> {
    for (const key of ['Process', code]) {
      const event = { key, code, windowsVirtualKeyCode: TO_INPUT_METHOD };
      await this.session.send('Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' });
      await this.session.send('Input.dispatchKeyEvent', { ...event, type: 'keyUp' });
    }
  }

  /** Gives a text in place of the one that was composed. */
  async give(text: string): Promise<void> {
    await this.session.send('Input.insertText', { text });
  }

  async close(): Promise<void> {
    await this.session.detach();
  }
}
