/** What a panel may ask of its browser about access to sites. One interface over both browsers and tests. */
import type { Site } from './sites.ts';

/** A granted match pattern. */
export interface Grant {
  readonly pattern: string;
  /** ms since the epoch; null where nobody wrote it down. */
  readonly since: number | null;
  /** Asked for in a private window, and given back with the last of them. */
  readonly isPrivate?: boolean;
}

/** What became of asking: `elsewhere`: the browser asks in a tab of its own, and the change of the grants tells the rest. */
export type Asked = 'granted' | 'refused' | 'elsewhere';

/** Access, as one panel needs it. */
export interface AccessTransport {
  /** The match patterns that the package is for; null where its user is asked for each site. */
  readonly fixed: readonly string[] | null;
  grants(): Promise<readonly Grant[]>;
  /** The addresses of the inspected tab's documents, the top one first, as far as the browser names them without access. */
  documents(): Promise<readonly string[]>;
  /** Asks for access. In answer to a press only: else the browser refuses. */
  ask(sites: readonly Site[]): Promise<Asked>;
  /** Gives access back. */
  withdraw(pattern: string): Promise<void>;
  /** Tells of changes until `signal` aborts. @param onDocuments a frame may have come */
  hear(onGrants: () => void, onDocuments: () => void, signal: AbortSignal): void;
}
