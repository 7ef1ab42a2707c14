/** A session as recordings have it: it guesses the clocks that nobody tells. */
import type { Session } from '../api.ts';
import { CLOCK_GUESS } from '../clock-guess.ts';
import { createSession } from '../session.ts';

/** Makes an empty one. */
export function createGuessingSession(...limits: Parameters<typeof createSession>): Session {
  const session = createSession(...limits);
  session.guessClocksBy(CLOCK_GUESS);
  return session;
}
