/** The stage of a scenario in a browser: WWE's window and its client frames. */
import type { Stage } from '../core/scenario/stage.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import type { FrameBook } from './frames.ts';

/** What the stage is made of. */
export interface StageParts {
  readonly wwe: Wwe;
  readonly frames: FrameBook;
  readonly clients: {
    /** False: no such frame. */
    reloadFrame(frame: number): boolean;
    reloadFrames(): void;
    forge(frame: number, message: unknown): Promise<void>;
  };
  /** Whether the frames show the simulator's own page: only that one calls services at a scenario's word. */
  readonly ownPage: boolean;
  /** Told, in words, of what failed later. */
  readonly failed: (words: string) => void;
}

/** Makes the stage. */
export function createStage({ wwe, frames, clients, ownPage, failed }: StageParts): Stage {
  const post = (frame: number, message: unknown): boolean => frames.post(`frame-${frame}`, message);
  return {
    wwe,
    page: (frame, call, parameters) =>
      ownPage && post(frame, { wweSimulatorPage: { call, parameters: [...parameters] } }),
    reloadPage: (frame) => clients.reloadFrame(frame),
    reloadFrames: () => clients.reloadFrames(),
    post,
    forge(frame, message) {
      if (!frames.list().some(({ key }) => key === `frame-${frame}`)) return false;
      clients.forge(frame, message).catch((error: unknown) => {
        failed(`A message could not be forged: ${error instanceof Error ? error.message : String(error)}`);
      });
      return true;
    },
  };
}
