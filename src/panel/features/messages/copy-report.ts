/** Copies a report. How one is written is loaded when somebody wants one. */
import type { MessageRow } from '../../../session/messages-model.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { numberClients } from '../../shared/clients.ts';
import type { PanelStores } from '../../stores/panel.ts';

/** What a report is made of. */
export type ReportStores = Pick<PanelStores, 'watching' | 'messages' | 'clock' | 'version' | 'copy' | 'failures'>;

async function copyReport(
  stores: ReportStores,
  write: (of: typeof import('./report.ts'), facts: import('./report-parts.ts').ReportFacts) => string,
): Promise<void> {
  const { watching, clock, version, copy, failures } = stores;
  const { session } = watching;
  try {
    const [report, { annotationsOf }] = await Promise.all([import('./report.ts'), import('./annotations.ts')]);
    const annotations = annotationsOf(stores);
    const clients = numberClients(session.documents());
    const { userAgent: browser } = navigator;
    copy(write(report, { session, clients, now: clock.peek(), version, browser, annotations }));
  } catch (error) {
    failures.report('report', error);
  }
}

/** Copies the report of an interaction. */
export function copyInteractionReport(one: SessionInteraction, stores: ReportStores): Promise<void> {
  return copyReport(stores, ({ interactionReport }, facts) => interactionReport(one, facts));
}

/** Copies the report of a message. */
export function copyMessageReport(row: MessageRow, stores: ReportStores): Promise<void> {
  return copyReport(stores, ({ messageReport }, facts) => messageReport(row, facts));
}
