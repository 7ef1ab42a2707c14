/** A desktop in a browser, as a program has it. */
import type { RemoteControl } from '../desktop/remote-control.ts';

/**
 * A desktop as Node.js has it. Each method of the control is asked of the browser's newest tab with this desktop; while
 * there is none it waits, at most 30 s.
 */
export interface Desk extends RemoteControl {
  /** To be opened in a browser. */
  readonly url: string;
  /** Resolves when a browser has opened it. Rejects, in words, after `timeoutMs` (default 30 000). */
  ready(timeoutMs?: number): Promise<void>;
}
