/** A recording that is shown in place of the tab, and the way to open one. */
import type { ReadonlySignal } from '@preact/signals';
import type { ByteSource } from '../../recording/bytes.ts';
import type { Findings } from '../../recording/findings.ts';
import type { RecordingHeader } from '../../recording/format.ts';

/** What a recording is read of: a file, or a session on the disk. */
export interface RecordingFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Of a session on the disk: its id. */
  readonly saved?: number;
  stream(): ByteSource;
}

/** What another page of the extension can open: a file, or a session on the disk by its id. */
export type Handed = File | { readonly saved: number };

/** A recording that is shown. */
export interface Recorded {
  /** Tells it from others: how many were opened before, and this one. */
  readonly opened: number;
  readonly file: RecordingFile;
  /** Null where it is damaged or missing. */
  readonly header: RecordingHeader | null;
  readonly findings: Findings;
  /** Why nothing can be sent, in words. */
  readonly off: string;
}

/** A file that is being read. Bytes. */
export interface Reading {
  readonly is: 'reading';
  readonly name: string;
  readonly done: number;
  readonly total: number;
  /** What was read so far is shown. */
  readonly isShown: boolean;
}

/** How far the opening of a file is. */
export type Opening =
  | Reading
  /** `file`: it can be read as far as this version of the tool knows the format. */
  | { readonly is: 'refused'; readonly name: string; readonly why: string; readonly file: RecordingFile | null };

/** How far the reading of what is shown is; null where all of it is read, or none is shown. */
export function readingOf(recorded: Recorded | null, opening: Opening | null): Reading | null {
  return recorded !== null && opening?.is === 'reading' && opening.isShown ? opening : null;
}

/** Opens recordings. The tab goes on being watched meanwhile. */
export interface Recordings {
  /** Null while none is being opened. */
  readonly opening: ReadonlySignal<Opening | null>;
  /** Opens a file, in place of one that is being opened or is shown. @param acceptNewer also of a newer version of the format */
  open(file: RecordingFile, acceptNewer?: boolean): void;
  /** Ends the opening, or takes its message away. What was read only in part is not shown any more. */
  cancel(): void;
  /** Shows the tab again; where there is none, the start. Ends the reading of what was shown. */
  close(): void;
}
