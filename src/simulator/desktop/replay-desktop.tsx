/** The desktop while a recording is played: how far it is, what does not fit, and the client pages. */
import type { ReadonlySignal } from '@preact/signals';
import type { ReplayState, ReportedRequest } from '../core/replay/replay-types.ts';
import type { PageProblem } from '../remote/page-problem.ts';
import { clock } from './desktop-texts.ts';
import { FramesView } from './frames-view.tsx';
import { Sign } from './icons.tsx';
import type { ReplaySession } from './replay-session.ts';

const STATUS_WORDS: Readonly<Record<ReplayState['status'], string>> = {
  waiting: 'waits for the page',
  playing: 'plays',
  ended: 'ended',
};

/** The desktop. */
export function ReplayDesktop({
  session,
  pageProblem,
  save,
}: {
  session: ReplaySession;
  pageProblem: ReadonlySignal<PageProblem | null>;
  /** Makes a scenario of the recording and hands it to the browser as a file. */
  save: () => void;
}) {
  const { clients, runtime, control, problems } = session;
  const state = session.state.value;
  return (
    <div class={clients.list.value.length === 0 ? 'desktop replay without-clients' : 'desktop replay'}>
      <header class="top">
        <strong class="product">Workspace</strong>
        <span class="badge">simulator</span>
        <span class="badge">recording</span>
        <span class="space" />
        <button type="button" onClick={save}>
          Save as scenario
        </button>
      </header>
      {problems.value.length === 0 ? null : (
        <p class="problems" role="alert">
          {problems.value.join(' ')}
        </p>
      )}
      <main class="middle replay-report">
        <h1>A recording is played in place of WWE</h1>
        <p class="quiet">
          What the page asks for is answered as in the recording, if it has such a request. Everything else comes at its
          time. The agent and the customer do nothing here.
        </p>
        <dl>
          <dt>Messages sent</dt>
          <dd>
            {state.sent} of {state.messages}
          </dd>
          <dt>Requests that the page made again</dt>
          <dd>
            {state.matched} of {state.requests}
          </dd>
        </dl>
        <Requests title="Missing" about="In the recording the page asked for this." {...listOf(state, 'missing')} />
        <Requests title="Unmatched" about="The recording has no such request." {...listOf(state, 'unmatched')} />
        {state.leftOut.length === 0 ? null : (
          <section aria-label="Not played">
            <h2>Not played</h2>
            <ul>
              {state.leftOut.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </section>
        )}
      </main>
      <FramesView clients={clients} model={runtime.model} problem={pageProblem} />
      <section class="player" aria-label="Recording">
        <div class="player-line">
          <button type="button" onClick={() => control.scenario.restart()}>
            <Sign of="restart" />
            Restart
          </button>
          <span class="player-time">
            <time>{clock(state.atMs)}</time> <span class="quiet">of {clock(state.lengthMs)}</span>
          </span>
          <progress
            aria-label="Running time"
            max={Math.max(1, state.lengthMs)}
            value={Math.min(state.atMs, state.lengthMs)}
          />
          <p class="player-words" role="status">
            {STATUS_WORDS[state.status]}
          </p>
        </div>
      </section>
    </div>
  );
}

function listOf(state: ReplayState, what: 'missing' | 'unmatched') {
  return { list: state[what], count: what === 'missing' ? state.missingCount : state.unmatchedCount };
}

function Requests({
  title,
  about,
  list,
  count,
}: {
  title: string;
  about: string;
  list: readonly ReportedRequest[];
  count: number;
}) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h2 class="wrong">
        {title}: {count}
      </h2>
      <p class="quiet">{about}</p>
      <ul>
        {list.map(({ atMs, words, isRepeated }, place) => (
          <li key={place}>
            <time>{clock(atMs)}</time> <code>{words}</code>
            {isRepeated ? <span class="quiet"> (more often than in the recording)</span> : null}
          </li>
        ))}
      </ul>
      {count > list.length ? <p class="quiet">…and {count - list.length} more</p> : null}
    </section>
  );
}
