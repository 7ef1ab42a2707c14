import type { Fact } from '../../entry/fact.ts';
import { type RedactOptions, Redactor } from '../redact/redactor.ts';
import { bytesOf, HEADER } from './facts.ts';

/** Redacts facts in two runs. */
export function redactAll(facts: readonly Fact[], options?: RedactOptions): readonly Fact[] {
  return redactWith(new Redactor(options), facts);
}

/** As `redactAll`, with a redactor that can be asked afterwards. */
export function redactWith(redactor: Redactor, facts: readonly Fact[]): readonly Fact[] {
  for (const fact of facts) redactor.collect(fact);
  return facts.map((fact) => redactor.redact(fact));
}

/** The whole file, redacted. */
export async function redactedBytes(facts: readonly Fact[], options?: RedactOptions): Promise<Uint8Array> {
  const redactor = new Redactor(options);
  const redacted = redactWith(redactor, facts);
  return bytesOf(redacted, {}, redactor.header(HEADER));
}
