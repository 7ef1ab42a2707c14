/** The contact center that is simulated: no unknowns of the protocol, but facts of a site, all of them invented. */
import * as v from 'valibot';
import { aText, choice, json, ms, onOff, text, texts, textsByName, withFields } from './setting-types.ts';

/** A campaign of the agent; the fields beside `name` are ours (docs/protocol.md#unknown-answer-forms). */
export interface CampaignSetting {
  readonly name: string;
  /** Spelling on the wire unknown (docs/protocol.md#outbound-events). */
  readonly mode: string;
}

/** Section → option → value, as `configuration.getOption` reads them. */
export type OptionSections = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const SITE = {
  agentFirstName: text('Ada', 'Ada', 'ours', 'The agent’s first name.'),
  agentLastName: text('Example', 'Example', 'ours', 'The agent’s last name.'),
  openMedia: json<readonly string[]>(
    ['workitem'],
    texts,
    '["workitem", "instagram"]',
    '#media-services',
    'Open media of the site beside voice, chat and email: names as in getMediaList.',
  ),
  campaigns: json<readonly CampaignSetting[]>(
    [{ name: 'CampaignSIP', mode: 'Pull' }],
    v.array(withFields({ name: aText, mode: aText }), 'must be a list such as [{"name": "Winter", "mode": "Pull"}]'),
    '[{"name": "Winter", "mode": "Pull"}]',
    '#unknown-answer-forms, #outbound-services',
    'The agent’s outbound campaigns.',
  ),
  callResults: json<readonly number[]>(
    [6, 7, 9, 28, 33],
    v.array(v.number()),
    '[6, 28]',
    '#unknown-answer-forms, #outbound-services',
    'The numbers that outbound.getListOfCallResults lists and setCallResult takes.',
  ),
  directPushMs: ms(20_000, 'ours', 'Between two records after outbound.startDirectPushPreview.', 1000),
  options: json<OptionSections>(
    {
      'interaction-workspace': {
        'voice.mark-done-on-release': 'false',
        'voice.auto-answer': 'false',
        'email.prompt-for-done': 'false',
        'interaction.disposition.is-mandatory': 'false',
      },
      MySection: { greeting: 'Hello', limit: '10' },
    },
    v.record(v.string(), textsByName, 'must be an object of sections'),
    '{"MySection": {"greeting": "Hello"}}',
    '#other-services',
    'Configuration options by section, for configuration.getOption.',
  ),
  jwtLifetimeMs: ms(600_000, '#other-services', 'How long a token of auth.getJwtToken is valid.', 1000),
  frameState: choice(
    'leading',
    { leading: 'leading', following: 'following', negotiating: 'negotiating' },
    '#unknown-following-tabs, #system-services',
    'The part of this browser tab among the agent’s tabs.',
  ),
  lastActiveFrame: onOff(true, '#system-services', 'Whether this browser tab was the last active one.'),
  followersGet: choice(
    'everything',
    { everything: 'all events', systemOnly: 'system events only', nothing: 'no events' },
    '#unknown-following-tabs',
    'Events for client pages while this tab follows. Answers come in any case.',
  ),
} as const;
