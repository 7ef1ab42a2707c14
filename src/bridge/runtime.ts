/** The browser, as far as a bridge needs it. */
import type { Announcement, Backlog } from '../transport/link-messages.ts';
import type { PortLike } from '../transport/ports.ts';

/** As much of the extension API as a bridge needs. */
export interface BridgeRuntime {
  readonly id?: string | undefined;
  /** The address of a file of the extension. */
  getURL(path: string): string;
  sendMessage(message: Announcement | Backlog): Promise<unknown>;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onConnect: { addListener(listener: (port: PortLike & { readonly name: string }) => void): void };
}
