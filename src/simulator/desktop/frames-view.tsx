/** The client pages on the right. */
import type { ReadonlySignal } from '@preact/signals';
import type { DeskModel } from '../core/wwe/model.ts';
import type { PageProblem } from '../remote/page-problem.ts';
import type { ClientFrame, ClientFrames } from './client-frames.ts';
import { clock } from './desktop-texts.ts';
import { Sign } from './icons.tsx';

/** What the frames are shown with. */
interface FramesProps {
  readonly clients: ClientFrames;
  readonly model: ReadonlySignal<Pick<DeskModel, 'quarantines'>>;
  /** Why the page of one's own does not show, if it does not. */
  readonly problem: ReadonlySignal<PageProblem | null>;
}

/** All client frames, under one another. */
export function FramesView({ clients, model, problem }: FramesProps) {
  const list = clients.list.value;
  if (list.length === 0) return null;
  return (
    <aside class="right" aria-label="Embedded pages">
      {list.map((frame, index) => (
        <section key={frame.key} class="client">
          <header>
            <h2>Embedded page{list.length > 1 ? ` ${index + 1}` : ''}</h2>
            <Quarantine frame={frame.key} model={model} />
            <span class="quiet">{new URL(frame.url).host}</span>
            <button
              type="button"
              class="bare"
              aria-label={`Reload embedded page ${index + 1}`}
              onClick={() => clients.reloadFrame(index)}
            >
              <Sign of="restart" />
            </button>
          </header>
          <Page clients={clients} frame={frame} index={index} problem={problem} />
        </section>
      ))}
    </aside>
  );
}

function Page({
  clients,
  frame,
  index,
  problem,
}: Pick<FramesProps, 'clients' | 'problem'> & { frame: ClientFrame; index: number }) {
  const found = problem.value;
  const box =
    found === null ? null : (
      <div class="page-problem" role="alert">
        <h3>{PROBLEM_TITLES[found.is]}</h3>
        <p>{found.words}</p>
        <p class="quiet">{frame.url}</p>
      </div>
    );
  // An error page shows, below the words.
  if (found !== null && found.is !== 'status') return box;
  return (
    <>
      {box}
      <iframe
        key={`${frame.key} ${frame.generation}`}
        title={`Embedded page ${index + 1}`}
        src={frame.url}
        allow="clipboard-read; clipboard-write; microphone; camera"
        ref={(element) => {
          if (element !== null) clients.mounted(frame, element);
        }}
        onLoad={() => clients.loaded(frame)}
      />
    </>
  );
}

const PROBLEM_TITLES: Readonly<Record<PageProblem['is'], string>> = {
  down: 'Nothing answers at this address',
  certificate: 'The certificate of this page is not trusted',
  refused: 'This page refuses to be framed',
  status: 'This page answers with an error',
};

/** Whether WWE ignores the frame at the moment (docs/protocol.md#rate-limit-and-quarantine). */
function Quarantine({ frame, model }: { frame: string; model: FramesProps['model'] }) {
  const held = model.value.quarantines.filter(({ frames }) => frames.includes(frame));
  return (
    <>
      {held.map(({ service, untilMs }) => (
        <span key={service ?? ''} class="mark" title={service === null ? 'Every request is ignored.' : service}>
          {service === null ? 'quarantine' : `quarantine: ${service}`}{' '}
          {untilMs === null ? 'for ever' : clock(untilMs + 999)}
        </span>
      ))}
    </>
  );
}
