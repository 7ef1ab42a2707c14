/** What the two runs over a recording share: what goes, what stays, and by which pseudonym. */
import { MASK, masked } from '../../protocol/tokens.ts';
import { FEWEST_OF_LONG } from './forms.ts';
import { isKnownWord } from './known-words.ts';
import { PrintTable } from './prints.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { Secrets } from './secrets.ts';

/** The state of a redaction. The first run collects what is to be replaced, the second replaces it. */
export class RedactionRun {
  readonly secrets: Secrets;
  readonly pseudonyms: Pseudonyms;
  /** Ids that interactions, cases and requests have: they stay wherever they stand alone. */
  private readonly ids = new PrintTable();
  /** In the first run: what looks like an id, where ids may stand or not. */
  readonly mayBeIds = new Set<string>();
  /** The origins of documents and messages: they stay. */
  readonly origins = new Set<string>();
  /** In the first run: hosts in addresses, by their origins. */
  readonly hosts = new Map<string, string>();
  /** The first run. */
  isCollecting = true;
  /** How often a token was masked. */
  tokens = 0;

  /** @param isFull whether more than tokens is replaced @param isKeeping whether rules keep texts, but for what is in them */
  constructor(
    readonly isFull: boolean,
    isKeeping: boolean,
  ) {
    this.secrets = new Secrets(isKeeping);
    this.pseudonyms = new Pseudonyms(this.secrets);
  }

  /** In the first run: an id, which a program made. */
  addId(id: string): void {
    this.ids.setText(id, 1);
    if (id.length >= FEWEST_OF_LONG) this.secrets.addId(id);
  }

  isId(text: string): boolean {
    return this.ids.getText(text) !== 0;
  }

  /** Ends the first run. Only then it is known what is an id, and which origins there are. */
  startReplacing(): void {
    this.secrets.keepIds();
    for (const value of this.mayBeIds) if (!this.isId(value)) this.secrets.add(value);
    this.mayBeIds.clear();
    for (const [origin, host] of this.hosts) if (!this.origins.has(origin)) this.secrets.add(host);
    this.hosts.clear();
    this.isCollecting = false;
  }

  /** The pseudonym of a value that goes wherever it stands. @param word what stands before its number */
  replace(value: string, word: string): string {
    if (!this.isCollecting) return this.pseudonyms.text(word, value);
    this.secrets.add(value);
    return '';
  }

  /** The pseudonym of a value that goes here alone. */
  pseudonym(value: string, word: string): string {
    return this.isCollecting ? '' : this.pseudonyms.text(word, value);
  }

  /** What stands for a value that was met before, or in the first run for any: then no word has to be found for it. */
  known(value: string): string | undefined {
    if (!this.isCollecting) return this.pseudonyms.known(value);
    this.secrets.add(value);
    return '';
  }

  /** Whether a text that may stay by its form holds nothing that is replaced elsewhere. Known words stay anyhow. */
  stays(text: string, mayStay: boolean): boolean {
    if (!mayStay) return false;
    if (this.isCollecting) return true;
    return (!this.secrets.isIn(text) && masked(text) === text) || isKnownWord(text);
  }

  /** What stands for a token. */
  token(): string {
    if (!this.isCollecting) this.tokens += 1;
    return MASK;
  }

  /** A text without the tokens in it. */
  withoutTokens(value: string): string {
    const text = masked(value);
    if (text !== value && !this.isCollecting) this.tokens += 1;
    return text;
  }
}
