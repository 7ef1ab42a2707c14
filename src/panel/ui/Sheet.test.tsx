// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { useStage } from '../testdata/stage.ts';
import { Sheet } from './Sheet.tsx';

const stage = useStage();

test('the browser tells of a closed sheet late: it closes none that was opened meanwhile', async () => {
  const onClose = vi.fn();
  const sheet = (
    <Sheet title="One" onClose={onClose}>
      Text
    </Sheet>
  );
  await act(() => render(sheet, stage.root));
  const dialog = stage.root.querySelector('dialog');
  // At Escape the browser closes it, and says so.
  dialog?.dispatchEvent(new Event('close'));
  expect(onClose).toHaveBeenCalledTimes(1);
  await act(() => render(null, stage.root));
  dialog?.dispatchEvent(new Event('close'));
  expect(onClose).toHaveBeenCalledTimes(1);
});
