/** Redacts a recording: one run over its facts collects, a second one replaces (docs/recording.md). */
import type { DocumentInfo, Entry } from '../../entry/entry.ts';
import type { Fact } from '../../entry/fact.ts';
import { isDeep } from '../depth.ts';
import { type KeyRule, MOST_DEPTH, type RecordingHeader, type RedactionNote } from '../format.ts';
import { markAsJson } from '../write-line.ts';
import { below, type Place, ROOT } from './place.ts';
import { compileRules } from './rules.ts';
import { type Sample, Samples } from './samples.ts';
import { ValueRedactor } from './values.ts';
import { WrittenRedactor } from './written.ts';

/** What is redacted. */
export interface RedactOptions {
  /** False: nothing but tokens. They always go. */
  readonly isFull?: boolean | undefined;
  readonly rules?: readonly KeyRule[] | undefined;
}

/** What will leave the machine. */
export interface RedactionSummary {
  /** Different values that were replaced, by the word that stands for them. */
  readonly replaced: Readonly<Record<string, number>>;
  /** How often a token was masked. */
  readonly tokens: number;
  /** Some of the replaced values, one for each place in messages. They hold what must not leave. */
  readonly samples: readonly Sample[];
}

/** What stands for a body that is no JSON. */
const UNREADABLE = '{"$$":"other","v":"unreadable"}';

/** Redacts one recording. Its table ends with it. */
export class Redactor {
  private readonly rules: readonly KeyRule[];
  private readonly isFull: boolean;
  private readonly values: ValueRedactor;
  private written: WrittenRedactor;
  private readonly samples = new Samples();

  constructor({ isFull = true, rules = [] }: RedactOptions = {}) {
    this.rules = rules;
    this.isFull = isFull;
    const actionOf = isFull ? compileRules(rules) : () => null;
    const isKeeping = rules.some(({ action }) => action === 'keep');
    this.values = new ValueRedactor(isFull, isKeeping, actionOf, (place, before, after) =>
      this.samples.add(place, before, after),
    );
    this.written = new WrittenRedactor(this.values);
  }

  /** The first run: takes a fact. */
  collect(fact: Fact): void {
    if (this.isFull) this.changed(fact);
  }

  /** The second run: what a fact becomes. What was not collected may stay in texts that stay. */
  redact(fact: Fact): Fact {
    if (this.values.run.isCollecting) {
      this.values.run.startReplacing();
      this.written = new WrittenRedactor(this.values);
    }
    return this.changed(fact);
  }

  /** A header as the file has it: of documents that were redacted, with what was done. */
  header(header: RecordingHeader): RecordingHeader {
    const origins = header.origins.map((origin) => this.values.texts.origin(origin));
    return { ...header, origins, redacted: this.isFull ? this.note() : header.redacted };
  }

  /** What was done so far. */
  summary(): RedactionSummary {
    return { replaced: this.note().replaced, tokens: this.values.run.tokens, samples: this.samples.all };
  }

  private note(): RedactionNote {
    const counts = [...this.values.run.pseudonyms.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return { rules: this.rules, replaced: Object.fromEntries(counts) };
  }

  private changed(fact: Fact): Fact {
    const { texts } = this.values;
    if (fact.what === 'document') return { what: 'document', info: this.info(fact.info) };
    if (fact.what === 'mark') return { ...fact, name: this.userText('mark', fact.name) };
    const document = texts.document(fact.document);
    if (fact.what === 'annotation') return { ...fact, document, note: this.userText('note', fact.note) };
    if (fact.what === 'entry') return { what: 'entry', document, entry: this.entry(fact.entry) };
    return { ...fact, document };
  }

  /** What the user wrote: free text, which goes unless a rule keeps it. */
  private userText(key: 'mark' | 'note', text: string): string {
    const place = this.values.placeBelow(ROOT, key);
    return this.shown(place?.action === null ? below(ROOT, key, 'mask') : place, text, (given) => given);
  }

  private info({ document, url, origin, title, path, target, timeOrigin, since }: DocumentInfo): DocumentInfo {
    const { texts } = this.values;
    const at = (key: string): Place | null => this.values.placeBelow(ROOT, key);
    const given = {
      document: texts.document(document),
      url: this.shown(at('url'), url, (text) => texts.address(text)),
      origin: texts.origin(origin),
      title: this.shown(at('title'), title, (text, place) => texts.text(text, place)),
      path: texts.window(path),
      target: target === null ? null : texts.window(target),
      timeOrigin,
    };
    return since === undefined ? given : { ...given, since };
  }

  /** A text of a document. @param place null: it is to be left out */
  private shown(place: Place | null, text: string, redact: (text: string, place: Place) => string): string {
    if (!place) return '';
    const { texts, run } = this.values;
    const after = place.action === null ? redact(text, place) : texts.text(text, place);
    if (after !== text && !run.isCollecting) this.samples.add(place, text, after);
    return after;
  }

  private entry(entry: Entry): Entry {
    const { texts } = this.values;
    const written = entry.sort === 'probe' ? null : this.written.body(entry.body);
    const made = {
      ...entry,
      name: texts.name(entry.name),
      ref: this.reference(entry.ref),
      peer: texts.window(entry.peer),
      origin: texts.origin(entry.origin),
      path: texts.window(entry.path),
      body: written ?? this.body(entry),
    };
    if (written !== null) markAsJson(made);
    return made;
  }

  /** As in the message: numbers have a `#` before them. */
  private reference(ref: string): string {
    if (ref === '') return ref;
    const { texts, numbers } = this.values;
    const place = this.values.placeBelow(ROOT, 'referenceId') ?? below(ROOT, 'referenceId', 'mask');
    const number = /^#(-?[\d.e+]{1,25})$/.exec(ref)?.[1];
    return number === undefined ? texts.text(ref, place) : `#${numbers.number(Number(number), place)}`;
  }

  private body({ body, sort }: Entry): string {
    try {
      if (isDeep(body, MOST_DEPTH)) throw new RangeError('too deep');
      const redacted = this.values.body(JSON.parse(body), sort === 'probe');
      // The first run only looks.
      if (this.values.run.isCollecting) return body;
      return JSON.stringify(redacted) ?? UNREADABLE;
    } catch {
      return this.isFull ? UNREADABLE : this.values.run.withoutTokens(body);
    }
  }
}
