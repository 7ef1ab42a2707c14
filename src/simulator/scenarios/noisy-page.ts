import { defineScenario } from '../core/scenario/define.ts';
import { KIM, SAM } from './actors.ts';

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };

/** Everything that is odd on the wire: foreign, malformed and forged messages, and a page with bad habits. */
export const noisyPage = defineScenario({
  title: 'A noisy page',
  about:
    'A page that subscribes twice, calls services that do not exist, passes no callbacks and throws in its handler, while foreign, malformed and forged messages come in.',
  demoPage: { behaviour: 'noisy' },
  settings: { deliveries: 'double', frameAnnounce: 'frame of {frame}' },
  actors: { kim: KIM, sam: SAM },
  steps: [
    { do: 'say', text: 'A call and a chat, for a page with bad habits.' },
    { do: 'arrive', as: 'call', from: 'sam' },
    { after: '1s', do: 'answer', on: 'call' },
    { do: 'arrive', as: 'chat', from: 'kim', medium: 'chat' },
    { after: '1s', do: 'accept', on: 'chat' },
    { do: 'settings', settings: { nextAnswers: [{ service: 'agent.get', errorMessage: null, times: 1 }] } },
    { do: 'page', call: 'agent.get' },

    { after: '1s', do: 'say', text: 'Messages that are not of this protocol.' },
    { do: 'post', message: null },
    { do: 'post', message: 'wweHello' },
    { do: 'post', message: 'not for you' },
    { do: 'post', message: 42 },
    { do: 'post', message: ['a', 'list'] },
    { do: 'post', message: { type: 'resize', height: 300 } },

    { after: '1s', do: 'say', text: 'Messages of WWE that are not as they should be.' },
    { do: 'post', message: { ...SERVER, event: 'interaction', data: null } },
    { do: 'post', message: { ...SERVER, event: 'interaction', data: { eventType: 'NEVER_HEARD_OF', interaction: 4 } } },
    { do: 'post', message: { ...SERVER, event: 'interaction', data: { eventType: 'CASE_SELECTED' } } },
    { do: 'post', message: { ...SERVER, event: 'weather', data: 'rain' } },
    { do: 'post', message: { ...SERVER, event: 'interaction', referenceId: '0', data: {} } },
    { do: 'post', message: { ...SERVER, referenceId: 'nobody asked', data: [] } },
    { do: 'post', message: { ...SERVER, referenceId: 7 } },
    { do: 'post', message: { userAgent: 'WWE Server', protocolVersion: 99, frameId: { odd: true } } },
    { do: 'post', message: { ...SERVER } },

    { after: '1s', do: 'say', text: 'A window that is not WWE’s says what WWE might say.' },
    {
      do: 'forge',
      message: {
        ...SERVER,
        event: 'interaction',
        data: {
          eventType: 'RINGING',
          interaction: { interactionId: '9999', state: 'RINGING', parties: [{ name: 'Nobody' }] },
        },
      },
    },
    { do: 'forge', message: { ...SERVER, referenceId: '0', data: 'forged' } },
    { after: '1s', do: 'forge', message: 'wweForged' },

    { after: '2s', do: 'release', on: 'call' },
    { after: '1s', do: 'done', on: 'call' },
    { do: 'release', on: 'chat' },
    { do: 'done', on: 'chat' },
  ],
});
