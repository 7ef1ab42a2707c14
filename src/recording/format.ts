/**
 * The file of a recording (docs/recording.md): lines of JSON. The first is the header, then there is a line for each fact
 * (`entry/fact.ts`) in an order in which a session can be fed with them, and the last one has the counts.
 */

/** What the header's `format` says. */
export const FORMAT = 'wwe-devtools';
/** The version of the format that is written. Files of each earlier one can be read. */
export const VERSION = 1;

/** What becomes of the values of a key: they stay, are replaced, or are left out together with their key. */
export type KeyAction = 'keep' | 'mask' | 'drop';

/** What becomes of the values of some keys. The first rule that fits decides. */
export interface KeyRule {
  /** A key's name, upper and lower case being the same; `*` stands for any characters, or none. */
  readonly key: string;
  readonly action: KeyAction;
}

/** How a recording was redacted. */
export interface RedactionNote {
  /** The user's own rules. */
  readonly rules: readonly KeyRule[];
  /** How many different values were replaced, by the word that stands for them. */
  readonly replaced: Readonly<Record<string, number>>;
}

/** What is missing in a recording, as far as it was known when it was made. */
export interface MissingCounts {
  /** Entries that never reached the panel. */
  readonly lost: number;
  /** Entries that the panel had, and dropped because there were too many. */
  readonly dropped: number;
  /** Notes that probes dropped in floods. */
  readonly notes: number;
  /** Entries that the user did not choose. */
  readonly omitted: number;
}

/** The first line. */
export interface RecordingHeader {
  readonly what: 'recording';
  readonly format: typeof FORMAT;
  readonly version: number;
  /** The version of the tool that made it. */
  readonly tool: string;
  /** When it was made: ISO 8601, UTC. */
  readonly made: string;
  /** Name and version of the browser; empty if nobody knows. */
  readonly browser: string;
  /** The origins of its documents. */
  readonly origins: readonly string[];
  readonly missing: MissingCounts;
  /** Null: nothing but tokens was masked. */
  readonly redacted: RedactionNote | null;
  /** Settings of the recorder that say what it could see. */
  readonly settings: Readonly<Record<string, string | number | boolean | null>>;
}

/** The last line. A file without it was cut off. */
export interface RecordingEnd {
  readonly what: 'end';
  /** Lines between the first and this one. */
  readonly facts: number;
  /** Those of them that are entries. */
  readonly entries: number;
}

/** How far writing or reading has come. */
export interface Progress {
  /** Of the file, as it is stored. */
  readonly bytes: number;
  readonly facts: number;
}

/**
 * The longest line, in bytes. The longest body of an entry has 8 Mi characters (`MAX_BODY`), which can be 24 MiB as UTF-8.
 */
export const MOST_LINE_BYTES = 32 * 1024 * 1024;
/** How deep the JSON of a line may be: objects in Maps in arrays, as deep as the encoding goes, are not as deep. */
export const MOST_DEPTH = 2_000;
/** The longest address, title, origin or path. */
export const MOST_TEXT = 100_000;
/** The longest name of a mark, and the longest note. */
export const MOST_NOTE = 2_000;
/** The longest name and id in an entry's header. */
export const MOST_NAME = 200;

/** A header of this version. */
export function createHeader(about: Partial<Omit<RecordingHeader, 'what' | 'format' | 'version'>>): RecordingHeader {
  return {
    what: 'recording',
    format: FORMAT,
    version: VERSION,
    tool: about.tool ?? '',
    made: about.made ?? '',
    browser: about.browser ?? '',
    origins: about.origins ?? [],
    missing: about.missing ?? { lost: 0, dropped: 0, notes: 0, omitted: 0 },
    redacted: about.redacted ?? null,
    settings: about.settings ?? {},
  };
}
