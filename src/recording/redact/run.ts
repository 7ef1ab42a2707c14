/** What the two runs over a recording share: what goes, what stays, and by which pseudonym. */
import { MASK, masked } from '../../protocol/tokens.ts';
import { isLongId } from './forms.ts';
import { isKnownWord } from './known-words.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { Secrets } from './secrets.ts';

/** So many texts that stay are remembered as such. */
const MOST_KEPT = 50_000;

/** The state of a redaction. The first run collects what is to be replaced, the second replaces it. */
export class RedactionRun {
  readonly secrets = new Secrets();
  readonly pseudonyms = new Pseudonyms(this.secrets);
  /** Ids that interactions, cases and requests have: they stay wherever they stand alone. */
  readonly ids = new Set<string>();
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
  /** Texts that were looked at in the second run, and whether they stay. */
  private readonly kept = new Map<string, boolean>();

  /** @param isFull whether more than tokens is replaced */
  constructor(readonly isFull: boolean) {}

  /** Ends the first run. Only then it is known what is an id, and which origins there are. */
  startReplacing(): void {
    for (const id of this.ids) if (isLongId(id)) this.secrets.remove(id);
    for (const value of this.mayBeIds) if (!this.ids.has(value)) this.secrets.add(value);
    this.mayBeIds.clear();
    for (const [origin, host] of this.hosts) if (!this.origins.has(origin)) this.secrets.add(host);
    this.hosts.clear();
    this.isCollecting = false;
  }

  /** The pseudonym of a value that goes wherever it stands. @param word what stands before its number */
  replace(value: string, word: string): string {
    if (this.isCollecting) this.secrets.add(value);
    return this.pseudonym(value, word);
  }

  /** The pseudonym of a value that goes here alone. */
  pseudonym(value: string, word: string): string {
    return this.isCollecting ? '' : this.pseudonyms.text(word, value);
  }

  /** What stands for a value that was met before: most come again and again. */
  known(value: string): string | undefined {
    if (!this.isCollecting) return this.pseudonyms.known(value);
    return this.secrets.isKnown(value) ? '' : undefined;
  }

  /** Whether a text that may stay by its form holds nothing that is replaced elsewhere. Known words stay anyhow. */
  stays(text: string, mayStay: boolean): boolean {
    if (!mayStay) return false;
    if (this.isCollecting || isKnownWord(text)) return true;
    const known = this.kept.get(text);
    if (known !== undefined) return known;
    const stays = !this.secrets.isIn(text) && masked(text) === text;
    if (this.kept.size < MOST_KEPT) this.kept.set(text, stays);
    return stays;
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
