/** The report of failures as text, for whoever mends the tool. It holds nothing of a page: see `stores/redact.ts`. */
import type { SessionCounts } from '../../session/model.ts';
import type { Failure } from '../stores/failure-list.ts';

/** What the report is made of. */
export interface ReportParts {
  /** The extension's. */
  readonly version: string;
  /** As it names itself. */
  readonly browser: string;
  readonly counts: SessionCounts;
  readonly documents: number;
  readonly failures: readonly Failure[];
  /** Of all failures, also of those that are not listed. */
  readonly count: number;
}

/** @param time ms since the epoch */
const clock = (time: number) => new Date(time).toISOString();

/** Writes the report. */
export function reportText({ version, browser, counts, documents, failures, count }: ReportParts): string {
  const head = [
    `WWE DevTools ${version}`,
    browser,
    `${Object.entries(counts)
      .map(([name, number]) => `${name} ${number}`)
      .join(', ')}, documents ${documents}`,
    `failures ${count}`,
  ];
  return [...head, ...failures.toReversed().flatMap(linesOf)].join('\n');
}

function linesOf({ where, name, lines, count, first, last }: Failure): readonly string[] {
  const times = count === 1 ? clock(last) : `${count} times, ${clock(first)} to ${clock(last)}`;
  return ['', `${where}: ${name}`, `  ${times}`, ...lines.map((line) => `  ${line}`)];
}
