import { expect, test } from './support.ts';

test('every medium by hand, from its offer to its end', async ({ desktop }) => {
  await desktop.open({}, { stepMs: 20, farEndAnswersMs: 0 });
  const joined = () => desktop.steps('1');
  await desktop.press('New chat', 'Accept');
  await expect.poll(joined).toContain('HISTORY_IN_PROGRESS > HISTORY_DONE');
  await desktop.press('Transfer');
  await expect(desktop.bar('1')).toHaveCount(0);

  await desktop.press('New email', 'Accept', 'Done');
  await expect(desktop.bar('2')).toHaveCount(0);

  await desktop.pick('More…', 'Outbound email');
  await expect(desktop.bar('3')).toContainText('Draft');
  await desktop.press('Save');
  await expect(desktop.bar('3')).toContainText('Saved');
  await desktop.press('Send');
  await expect(desktop.bar('3')).toHaveCount(0);

  await desktop.pick('More…', 'Workitem');
  await desktop.press('Accept');
  await desktop.pick('Customer and routing', 'A fault occurs');
  await expect(desktop.bar('4')).toContainText('Error');
  await desktop.press('Try again', 'Done');

  await desktop.pick('More…', 'Call preview');
  await desktop.press('Get record', 'Call');
  await expect(desktop.bar('6')).toContainText('Dialing');
  await desktop.pick('Customer and routing', 'Far end answers');
  await desktop.press('Release', 'Done');
  await expect(desktop.bar('6')).toHaveCount(0);
  await desktop.press('Done');
  await expect(desktop.page.getByText('No case is selected.')).toBeVisible();

  expect(await joined()).toEqual([
    'UNKNOWN > INVITED',
    'INVITED > ACCEPTED',
    'ACCEPTED > JOIN_PENDING',
    'JOIN_PENDING > HISTORY_IN_PROGRESS',
    'HISTORY_IN_PROGRESS > HISTORY_DONE',
    'HISTORY_DONE > TRANSFERRING',
    'TRANSFERRING > TRANSFER_COMPLETED',
  ]);
  expect(await desktop.steps('2')).toEqual(['UNKNOWN > INVITED', 'INVITED > ACCEPTED', 'ACCEPTED > COMPLETED']);
  expect(await desktop.steps('3')).toEqual(['UNKNOWN > CREATED', 'CREATED > SAVED', 'SAVED > SENT']);
  expect(await desktop.steps('4')).toEqual([
    'UNKNOWN > INVITED',
    'INVITED > ACCEPTED',
    'ACCEPTED > ERROR',
    'ERROR > ACCEPTED',
    'ACCEPTED > COMPLETED',
  ]);
  expect(await desktop.steps('5')).toEqual(['UNKNOWN > PREVIEW', 'PREVIEW > READY', 'READY > IDLE']);
  expect(await desktop.steps('6')).toEqual(['UNKNOWN > DIALING', 'DIALING > TALKING', 'TALKING > IDLE']);
});

test('the other side acts, and case data edited by hand reach the page with their types', async ({ desktop }) => {
  const { page } = desktop;
  const data = page.getByRole('region', { name: 'Case data', exact: true });
  const lastData = async () => (await desktop.heard()).filter(({ id }) => id === '1').at(-1)?.userData;
  await desktop.open();
  await desktop.press('New call', 'Answer');
  await desktop.pick('Customer and routing', 'Routing attaches data');
  await expect(data).toContainText('Premium');
  await desktop.pick('Customer and routing', 'In detail…');
  await page.getByRole('dialog').getByLabel('User data').fill('{"Urgency": 3}');
  await desktop.press('Let it happen', 'Edit OrderCount');
  await page.getByLabel('Value of OrderCount').fill('4');
  await page.keyboard.press('Enter');
  await desktop.press('Edit CustomerSegment');
  await page.getByLabel('Value of CustomerSegment').fill('7');
  await desktop.press('Keep value', 'Delete RTenant');
  await page.getByLabel('New key').fill('Note');
  await page.getByLabel('New value').fill('Wants a bell');
  await desktop.press('Add');
  await expect(data).toContainText('Wants a bell');
  const expected = { Segment: 'Premium', Urgency: 3, OrderCount: 4, CustomerSegment: '7', Note: 'Wants a bell' };
  await expect.poll(lastData).toMatchObject(expected);
  expect(await lastData()).not.toHaveProperty('RTenant');

  await desktop.pick('Customer and routing', 'Somebody joins');
  await expect(page.getByRole('region', { name: 'Interaction', exact: true })).toContainText('Parties');
  await desktop.pick('Customer and routing', 'Customer hangs up');
  await desktop.pick('Customer and routing', 'Customer hangs up');
  await expect(desktop.bar('1')).toContainText('Ended');
  await desktop.press('Edit Note');
  await page.getByLabel('Value of Note').fill('Too late');
  await desktop.press('Keep value');
  await expect(data).toContainText('Note cannot be written while the interaction is IDLE.');
  await page.keyboard.press('Escape');

  await desktop.press('New email');
  await desktop
    .bar('2')
    .getByRole('button', { name: /^E-mail/ })
    .click();
  await desktop.pick('Customer and routing', 'Routing takes it back');
  await expect(desktop.bar('2')).toHaveCount(0);
  expect(await desktop.steps('2')).toEqual(['UNKNOWN > INVITED', 'INVITED > REVOKED']);
});
