import { expect, test } from './support.ts';

test('a call by hand, from ringing to done, with a recording and a transfer after consultation', async ({
  desktop,
}) => {
  const { page } = desktop;
  await desktop.open({}, { farEndAnswersMs: 0 });
  await desktop.press('New call');
  await expect(desktop.bar('1')).toContainText('Ringing');
  await desktop.press('Answer');
  await expect(desktop.bar('1')).toContainText('Connected');

  const recording = page.getByRole('region', { name: 'Interaction', exact: true });
  await desktop.press('Record');
  await expect(recording).toContainText('RECORDING');
  await desktop.pick('More', 'Pause recording');
  await expect(recording).toContainText('PAUSED');
  await desktop.pick('More', 'Resume recording');
  await expect(recording).toContainText('RECORDING');
  await desktop.pick('More', 'Stop recording');
  await expect(recording).toContainText('STOPPED');

  await desktop.press('Hold');
  await expect(desktop.bar('1')).toContainText('On hold');
  await desktop.press('Resume', 'To: any colleague');
  await page.getByLabel('Kind').selectOption('AGENT_GROUP');
  await page.getByLabel('Destination').fill('Returns');
  await page.getByLabel('Attached for it').fill('{"Reason": ');
  await desktop.press('Use this');
  await expect(page.getByRole('alert')).toContainText('This is not JSON');
  await page.getByLabel('Attached for it').fill('{"Reason": "refund"}');
  await page.keyboard.press('Tab');
  await desktop.press('Use this');
  await expect(desktop.button('To: Returns')).toBeFocused();

  await desktop.press('Consult');
  await expect(desktop.bar('2')).toContainText('Consultation');
  await expect(desktop.bar('2')).toContainText('Returns');
  await expect(desktop.bar('1')).toContainText('On hold');
  await desktop.pick('Customer and routing', 'Far end answers');
  await desktop.press('Complete transfer', 'Done');
  await expect(desktop.bar('2')).toHaveCount(0);
  await desktop.press('Done');
  await expect(page.getByText('No case is selected.')).toBeVisible();

  expect(await desktop.steps('1')).toEqual([
    'UNKNOWN > RINGING',
    'RINGING > TALKING',
    'TALKING > HELD',
    'HELD > TALKING',
    'TALKING > HELD',
    'HELD > IDLE',
  ]);
  expect(await desktop.steps('2')).toEqual(['UNKNOWN > DIALING', 'DIALING > TALKING', 'TALKING > IDLE']);
  const ofConsultation = (await desktop.heard()).find(({ id }) => id === '2');
  expect(ofConsultation?.userData).toMatchObject({ Reason: 'refund' });
});
