/** A tab that is inspected, with its session. */
import { vi } from 'vitest';
import { createSession } from '../../../session/session.ts';
import { createInspectedTab } from '../inspected-tab.ts';
import { FakeTab } from './tab.ts';

/** Inspects an empty tab; `ids`, `documents` and `connections` say in short what the session and the link have. */
export function inspect({ preserveLog = false }: { preserveLog?: boolean | (() => boolean) } = {}) {
  const tab = new FakeTab();
  const abort = new AbortController();
  const session = createSession();
  const failed = vi.fn();
  const watching = createInspectedTab(
    {
      transport: tab.transport,
      session,
      soon: tab.soon,
      preserveLog: typeof preserveLog === 'function' ? preserveLog : () => preserveLog,
      failed,
    },
    abort.signal,
  );
  return {
    tab,
    watching,
    session,
    failed,
    ids: () => session.interactions().map(({ id }) => id),
    documents: () => session.documents().map(({ info, live }) => `${info.document}${live ? '' : ' ended'}`),
    connections: () => watching.connections.value.map(({ info, state }) => `${info.document} ${state}`),
  };
}
