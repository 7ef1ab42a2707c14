/** Recordings as files, for browsers and Node.js: what the package exports as `wwe-devtools/recording`. */

export { Bytes, decode, Opaque, Reference } from '../entry/decode.ts';
export { encode } from '../entry/encode.ts';
export type { DocumentInfo, Entry, EntryHeader, EntryKind, EntrySort } from '../entry/entry.ts';
export type { DocumentFact, Fact, Told } from '../entry/fact.ts';
export { contentIn } from '../entry/note.ts';
export { decodeWhole } from '../entry/whole.ts';
export { MASK } from '../protocol/tokens.ts';
export type { ByteSource } from './bytes.ts';
export { type Finding, type FindingCode, Findings, RecordingRefused } from './findings.ts';
export {
  createHeader,
  FORMAT,
  type KeyAction,
  type KeyRule,
  type MissingCounts,
  type Progress,
  type RecordingEnd,
  type RecordingHeader,
  type RedactionNote,
  VERSION,
} from './format.ts';
export { type OpenRecording, openRecording, type ReadOptions } from './read.ts';
export { type FilePreview, type PreviewOptions, previewRecording } from './redact/preview.ts';
export { type RedactionSummary, type RedactOptions, Redactor } from './redact/redactor.ts';
export type { Sample } from './redact/samples.ts';
export { selectFacts } from './select.ts';
export type { UnpackLimits } from './unpack.ts';
export { type FactSource, streamOf, type WriteOptions, writeRecording } from './write.ts';
