/** One end of a connection that carries texts. */

/** The other side. */
export interface Line {
  send(text: string): void;
  /** Tells of each text that arrives, and once of the end. */
  listen(hear: (text: string) => void, ended: () => void): void;
  close(): void;
}
