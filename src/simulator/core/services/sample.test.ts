/** What the public sample page calls, with parameters of the same form, succeeds in a suitable state. */
import { describe, expect, it } from 'vitest';
import { createHarness, type Harness, readKey } from '../testdata/harness.ts';

function succeeds({ request, answer }: Harness, service: string, parameters?: readonly unknown[]): unknown {
  const message = answer(request(service, parameters));
  expect(message, service).toBeDefined();
  expect(message, service).not.toHaveProperty('errorMessage');
  return message?.data;
}

describe('the calls of the sample page', () => {
  it('agent and media', () => {
    const harness = createHarness();
    for (const service of ['agent.get', 'agent.getState', 'agent.getStateList', 'media.getMediaList']) {
      expect(succeeds(harness, service)).toBeTruthy();
    }
    succeeds(harness, 'media.setState', ['voice', 'NotReady']);
    expect(succeeds(harness, 'media.getMediaByName', ['voice'])).toMatchObject({ state: { type: 'NOT_READY' } });
    succeeds(harness, 'agent.setState', ['NotReady']);
    expect(succeeds(harness, 'agent.getState')).toMatchObject({ operationName: 'NotReady' });
  });
  it('voice, its recording, and e-mail', () => {
    const harness = createHarness();
    const call = harness.wwe.arrive();
    succeeds(harness, 'voice.answer', [call]);
    for (const act of ['start', 'pause', 'resume', 'stop']) succeeds(harness, `voice.${act}CallRecording`, [call]);
    for (const act of ['hold', 'resume', 'hangUp']) succeeds(harness, `voice.${act}`, [call]);
    succeeds(harness, 'voice.dial', ['*PhoneNumber*', { Reason: 'Follow-up' }]);
    succeeds(harness, 'voice.dial', ['*PhoneNumber*', null]);
    succeeds(harness, 'voice.dial', ['*PhoneNumber*']);
    succeeds(harness, 'voice.dialEx', ['*PhoneNumber*', { Reason: 'Follow-up' }, { Extension: 1 }]);
    succeeds(harness, 'email.create', ['robin.sample@example.com', { Subject: 'Hello' }]);
    const media = harness.wwe.state().cases.map(({ interactions }) => interactions[0]);
    expect(media.map((one) => one?.state)).toEqual(['IDLE', 'DIALING', 'DIALING', 'DIALING', 'DIALING', 'CREATED']);
  });
  it('transfer, conference and consultation', () => {
    const target = { type: 'AGENT', destination: 'SIP_5001' };
    for (const service of ['singleStepTransfer', 'singleStepConference']) {
      const harness = createHarness();
      const call = harness.wwe.arrive();
      harness.wwe.act('answer', call);
      succeeds(harness, `interaction.${service}`, [call, target, { Reason: 'a' }, { Extension: 1 }]);
    }
    for (const service of ['completeTransfer', 'completeConference']) {
      const harness = createHarness();
      const call = harness.wwe.arrive();
      harness.wwe.act('answer', call);
      succeeds(harness, 'interaction.consult', [call, { ...target, media: 'voice' }, { Reason: 'a' }, {}]);
      harness.pass(5000);
      const consultation = harness.wwe.state().cases[0]?.interactions.find((one) => one.isConsultation);
      expect(consultation?.state).toBe('TALKING');
      expect(consultation?.userData).toContainEqual(['Reason', 'a']);
      succeeds(harness, `interaction.${service}`, [consultation?.id]);
    }
  });
  it('outbound, one after the other on the same record', () => {
    const harness = createHarness();
    expect(succeeds(harness, 'outbound.getCampaigns')).toEqual([{ name: 'CampaignSIP' }]);
    succeeds(harness, 'outbound.getPreviewRecord', ['CampaignSIP']);
    expect(succeeds(harness, 'interaction.getByInteractionId', ['1'])).toMatchObject({ state: 'PREVIEW' });
    succeeds(harness, 'outbound.getChainedRecords', ['1']);
    succeeds(harness, 'outbound.getRecordFields', ['1']);
    succeeds(harness, 'outbound.updateRecordFields', [
      '1',
      { GSW_FROM: '10:10', Custom: 'text', Due: '1/2/2030 9:30' },
    ]);
    expect(succeeds(harness, 'outbound.getRecordFields', ['1'])).toMatchObject({ GSW_FROM: '10:10' });
    succeeds(harness, 'outbound.getListOfCallResults');
    succeeds(harness, 'outbound.setCallResult', ['1', 6]);
    expect(succeeds(harness, 'outbound.getCallResult', ['1'])).toBe(6);
    succeeds(harness, 'outbound.rescheduleRecord', ['1', 1, '11/22/2026 13:5', 'CAMPAIGN']);
    succeeds(harness, 'outbound.cancelReschedule', ['1']);
    succeeds(harness, 'outbound.setDoNotCall', ['1']);
    succeeds(harness, 'outbound.removeDoNotCall', ['1']);
    succeeds(harness, 'outbound.callPreviewRecord', ['1', 1]);
    for (const service of ['rejectPreviewRecord', 'cancelPreviewRecord']) {
      succeeds(harness, 'outbound.getPreviewRecord', ['CampaignSIP']);
      const { cases } = harness.wwe.state();
      succeeds(harness, `outbound.${service}`, [cases.at(-1)?.interactions[0]?.id]);
    }
    succeeds(harness, 'outbound.startDirectPushPreview');
    succeeds(harness, 'outbound.stopDirectPushPreview');
  });
  it('toasts, dialogs and views, by the ids of the sample', () => {
    const harness = createHarness();
    const toast = {
      title: 'Title',
      iconUrl: 'https://page.example/icon.png',
      subject: 'Subject',
      message: 'One line\nand another',
      keyValues: { Order: 'A-1001', Count: 3 },
      buttonShowDismiss: true,
      autoCloseTimeout: 20_000,
      sendToMyMessage: true,
      width: 500,
    };
    expect(succeeds(harness, 'system.popupToast', [toast])).toBe('wweCustomToast0');
    const { buttonShowDismiss: _, ...rest } = toast;
    succeeds(harness, 'system.updateToast', ['wweCustomToast0', { ...rest, buttons: ['AAAAA', 'BBBBB'] }]);
    expect(harness.wwe.state().shell.toasts[0]?.buttons).toEqual(['AAAAA', 'BBBBB']);
    succeeds(harness, 'system.closeToast', ['wweCustomToast0']);
    const dialog = { label: 'Custom Dialog $Agent.FullName$', width: '430px', height: '40%' };
    const url = 'https://page.example/dialog.html?dialogId=$Dialog.Id$';
    expect(succeeds(harness, 'system.openDialog', [url, dialog])).toBe('wweCustomDialog1');
    expect(harness.wwe.state().shell.dialogs).toEqual([
      {
        id: 'wweCustomDialog1',
        url: 'https://page.example/dialog.html?dialogId=wweCustomDialog1',
        label: 'Custom Dialog Ada Example',
        width: '430px',
        height: '40%',
      },
    ]);
    succeeds(harness, 'system.closeDialog', ['wweCustomDialog1']);
    const view = {
      name: 'view0',
      iconUrl: 'https://page.example/icon.png',
      label: 'My view',
      shortLabel: 'View',
      tooltip: 'A view',
      backgroundColor: '#FFFFFF',
      labelColor: 'black',
    };
    succeeds(harness, 'system.updateViewInApplicationMenuBar', [view]);
    expect(harness.wwe.state().shell.views).toEqual([view]);
    succeeds(harness, 'system.closeViewInApplicationMenuBar', ['view0']);
    expect(harness.wwe.state().shell).toMatchObject({ toasts: [], dialogs: [], views: [] });
  });
  it('the rest', () => {
    const harness = createHarness();
    const sections = succeeds(harness, 'configuration.getOption', [['voice.*', 'MySection/*']]);
    expect(Array.isArray(sections) && sections.map((section) => readKey(section, 'name'))).toEqual([
      'interaction-workspace',
      'MySection',
    ]);
    succeeds(harness, 'messenger.broadcastMessage', ['my-channel', { kind: 'hello', value: 1 }]);
    succeeds(harness, 'system.triggerActivity');
    for (const name of ['amIVisible', 'isFrameLeading', 'isFrameLeadingOrNegotiating', 'isLastActiveFrame']) {
      expect(succeeds(harness, `system.${name}`), name).toBe(true);
    }
    for (const name of ['isFrameFollowing', 'isFrameNegotiating']) {
      expect(succeeds(harness, `system.${name}`), name).toBe(false);
    }
    for (const what of ['Microphone', 'Speaker']) {
      expect(succeeds(harness, `sipEndpoint.is${what}Mute`)).toBe(false);
      succeeds(harness, `sipEndpoint.mute${what}`);
      expect(succeeds(harness, `sipEndpoint.is${what}Mute`)).toBe(true);
      succeeds(harness, `sipEndpoint.unmute${what}`);
      expect(succeeds(harness, `sipEndpoint.is${what}Mute`)).toBe(false);
    }
    expect(succeeds(harness, 'auth.getJwtToken')).toMatchObject({ expiration: '1970-01-01T00:10:00.000Z' });
    succeeds(harness, 'auth.getPureCloudToken', [true]);
  });
});
