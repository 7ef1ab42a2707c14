// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { ControlBar, type PlayView } from './control-bar.tsx';
import { byLabel, byRole, type, useRoot } from './testdata/page.ts';

const root = useRoot();

const PLAY: PlayView = {
  title: 'A transfer gone wrong',
  about: 'What a page sees of it.',
  status: 'playing',
  atMs: 65_000,
  lengthMs: 3_600_000,
  nextStep: 2,
  steps: [
    { text: 'A call comes in', atMs: 0, status: 'done' },
    { text: 'The agent holds it', atMs: 1000, status: 'skipped', why: 'It is not connected.' },
    { text: 'The agent transfers it', atMs: 70_000, status: 'next' },
  ],
  says: null,
  speed: 3,
};

function draw(given: Partial<PlayView> = {}) {
  const playback = signal<PlayView>({ ...PLAY, ...given });
  const acts = { play: vi.fn(), pause: vi.fn(), step: vi.fn(), restart: vi.fn(), speed: vi.fn() };
  act(() => render(<ControlBar playback={playback} acts={acts} />, root()));
  const press = (name: string | RegExp) => act(() => byRole(root(), 'button', name).click());
  const show = (next: Partial<PlayView>) =>
    act(() => {
      playback.value = { ...playback.value, ...next };
    });
  return { acts, press, show };
}

it('shows what plays, how far it is, and what was said last', () => {
  const { show } = draw();
  expect(root().textContent).toContain('1:05 of 1:00:00');
  expect(root().textContent).toContain('What a page sees of it.');
  show({ says: 'The colleague does not answer.' });
  expect(byRole(root(), 'status').textContent).toBe('The colleague does not answer.');
});

it('plays, pauses, steps, starts anew and changes the speed, an odd one too', () => {
  const { acts, press, show } = draw();
  press('Pause');
  show({ status: 'paused' });
  press('Play');
  press('Step');
  press('Restart');
  const speed = byLabel(root(), 'Speed');
  expect([...speed.children].map(({ textContent }) => textContent)).toEqual(
    ['0.5', '1', '2', '3', '5', '10', '60'].map((one) => `${one}×`),
  );
  act(() => type(speed, '60', true));
  for (const call of [acts.pause, acts.play, acts.step, acts.restart]) expect(call).toHaveBeenCalledOnce();
  expect(acts.speed).toHaveBeenCalledExactlyOnceWith(60);
});

it('has nothing more to play or to step to at the end', () => {
  draw({ status: 'ended', nextStep: null });
  expect(byRole(root(), 'button', 'Play')).toHaveProperty('disabled', true);
  expect(byRole(root(), 'button', 'Step')).toHaveProperty('disabled', true);
  expect(byRole(root(), 'button', 'Restart')).toHaveProperty('disabled', false);
});

it('lists the steps, says why one was skipped, and marks the next', () => {
  const { press } = draw();
  press('Steps: 2 of 3, 1 skipped');
  expect([...root().querySelectorAll('.step')].map(({ textContent }) => textContent)).toEqual([
    '0:00doneA call comes in',
    '0:01skippedThe agent holds it It is not connected.',
    '1:10nextThe agent transfers it',
  ]);
  expect(root().querySelector('[aria-current="step"]')?.textContent).toContain('transfers');
});

it('draws of thousands of steps only those in sight', () => {
  const steps = Array.from({ length: 3000 }, (_, n) => ({ text: `Step ${n}`, atMs: n, status: 'to come' as const }));
  const { press } = draw({ steps, nextStep: 0 });
  press(/^Steps/);
  expect(root().querySelectorAll('.step').length).toBeLessThan(80);
});
