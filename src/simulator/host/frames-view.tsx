/** The client pages on the right. */
import type { ClientFrames } from './client-frames.ts';

/** All client frames, under one another. */
export function FramesView({ clients }: { clients: ClientFrames }) {
  const list = clients.list.value;
  if (list.length === 0) return null;
  return (
    <aside class="right" aria-label="Embedded pages">
      {list.map((frame, index) => (
        <section key={frame.key} class="client">
          <h2>
            Embedded page{list.length > 1 ? ` ${index + 1}` : ''}
            <span>{new URL(frame.url).host}</span>
          </h2>
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
        </section>
      ))}
    </aside>
  );
}
