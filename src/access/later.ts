/** Access in a panel that draws before it has loaded what asks its browser for it: no row waits for that. */
import type { AccessTransport } from './access-transport.ts';

/**
 * @param fixed see `AccessTransport`
 * @param load imports the browser's own; called at once. Where it fails, all that is asked for fails.
 */
export function accessLater(fixed: AccessTransport['fixed'], load: () => Promise<AccessTransport>): AccessTransport {
  const loading = load();
  return {
    fixed,
    grants: async () => (await loading).grants(),
    documents: async () => (await loading).documents(),
    // The press still counts: without access to ask for, there was no button to press.
    ask: async (sites) => (await loading).ask(sites),
    withdraw: async (pattern) => (await loading).withdraw(pattern),
    hear(onGrants, onDocuments, signal) {
      loading.then(
        (access) => {
          if (!signal.aborted) access.hear(onGrants, onDocuments, signal);
        },
        // Who asks for the grants is told of it.
        () => {},
      );
    },
  };
}
