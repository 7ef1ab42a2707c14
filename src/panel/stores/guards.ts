/** Borders inside the panel at which nothing else catches: what the link brings, and the session that takes it in. */

import type { Session } from '../../session/api.ts';
import type { TabTransport } from '../../transport/tab-transport.ts';
import type { Failures, Guard } from './failures.ts';

/** A transport on which nothing that a listener throws reaches the browser, or keeps what comes next away. */
export function guardTransport(transport: TabTransport, guard: Guard): TabTransport {
  return {
    ...transport,
    listen: (on, signal) =>
      transport.listen(
        {
          announced: guard('link', ({ announcement, connect }) =>
            on.announced({
              announcement,
              connect() {
                const channel = connect();
                return { ...channel, onMessage: (hear) => channel.onMessage(guard('link', hear)) };
              },
            }),
          ),
          backlog: guard('link', on.backlog),
        },
        signal,
      ),
    later: (run, delay, signal) => transport.later(guard('link', run), delay, signal),
  };
}

/** A session that goes on after it failed at a batch: that is fed once more, entry by entry, and only what fails is left out. */
export function guardSession(session: Session, { guard, report }: Pick<Failures, 'guard' | 'report'>): Session {
  const feed = session.feed.bind(session);
  const feedOne = guard('session', feed);
  session.feed = (inputs) => {
    try {
      feed(inputs);
    } catch (error) {
      report('session', error);
      for (const input of inputs) {
        if (input.what !== 'entries') feedOne([input]);
        // What was taken before it failed is known by its number, and not taken twice.
        else for (const entry of input.entries) feedOne([{ ...input, entries: [entry] }]);
      }
    }
  };
  return session;
}
