/** The shape of a step, by what it does, with words for editors. */
import * as v from 'valibot';
import { ACTS, HAPPENINGS } from '../acts/act-types.ts';
import { count, filled, frame, name, record, settings, state, text, time } from './forms.ts';
import { MOST_STEPS } from './timeline.ts';

/** What a step may do, acts and happenings included. */
export const DEEDS: readonly string[] = [
  'arrive',
  'dial',
  ...ACTS,
  ...HAPPENINGS,
  'selectCase',
  'agentState',
  'campaign',
  'refresh',
  'settings',
  'page',
  'reloadPage',
  'post',
  'forge',
  'say',
];

/** When a step is due: part of each step. */
const timing = {
  at: v.exactOptional(time('Since the start of the scenario.')),
  after: v.exactOptional(time('Since the step before was due. Default: 0.')),
  every: v.exactOptional(time('With times: how far apart.')),
  times: v.exactOptional(
    count(1, MOST_STEPS, 'With every: how often. {n} in the texts of the step is its number, from 1.'),
  ),
};

const userData = v.exactOptional(record('Attached data.'));
const on = name('The interaction: a name that an earlier step gave with "as".');
const as = v.exactOptional(name('Names the interaction, for later steps.'));
const target = v.exactOptional(
  v.strictObject({
    destination: filled('A number, an employee id, a skill…'),
    kind: filled('AGENT, AGENT_GROUP, SKILL, INTERACTION_QUEUE, ROUTING_POINT or CUSTOM_CONTACT.'),
  }),
);

/** Each kind of step by what it does. */
export const stepSchema = v.variant('do', [
  v.strictObject({
    do: v.pipe(v.literal('arrive'), v.description('Somebody calls, chats or writes.')),
    ...timing,
    as,
    from: v.exactOptional(text('An actor, by name. Default: somebody invented.')),
    medium: v.exactOptional(
      filled('voice, chat, email, workitem, outboundpreview, or an open medium of the site. Default: voice.'),
    ),
    direction: v.exactOptional(
      v.pipe(
        v.picklist(['IN', 'OUT', 'UNKNOWN'], 'must be IN, OUT or UNKNOWN'),
        v.description('Default: IN. An e-mail that goes OUT is a draft of the agent’s.'),
      ),
    ),
    callType: v.exactOptional(
      v.pipe(
        v.picklist(
          ['INTERNAL', 'INBOUND', 'OUTBOUND', 'CONSULT', 'UNKNOWN'],
          'must be INTERNAL, INBOUND, OUTBOUND, CONSULT or UNKNOWN',
        ),
        v.description('Calls only. Default: by the direction.'),
      ),
    ),
    state: v.exactOptional(state),
    userData,
    inCaseOf: v.exactOptional(name('An interaction whose case it joins. Default: a case of its own.')),
  }),
  v.strictObject({
    do: v.pipe(v.literal('dial'), v.description('The agent calls a number.')),
    ...timing,
    as,
    number: filled('Whom the agent calls.'),
    userData,
  }),
  v.strictObject({
    do: v.pipe(
      v.picklist([...ACTS, ...HAPPENINGS]),
      v.description('The agent acts, or something happens to the interaction.'),
    ),
    ...timing,
    on,
    onlyIn: v.exactOptional(state),
    as,
    target,
    party: v.exactOptional(filled('Who joins or leaves. Default: an invented colleague, or who joined last.')),
    userData,
  }),
  v.strictObject({
    do: v.pipe(v.literal('selectCase'), v.description('The agent opens the case of an interaction.')),
    ...timing,
    on,
  }),
  v.strictObject({
    do: v.pipe(v.literal('agentState'), v.description('The agent’s state changes.')),
    ...timing,
    state: filled('operationName of the state, such as Ready or NotReady.'),
    medium: v.exactOptional(filled('One medium. Default: all.')),
  }),
  v.strictObject({
    do: v.pipe(v.literal('campaign'), v.description('Something becomes of an outbound campaign.')),
    ...timing,
    event: v.picklist(
      ['CampaignLoaded', 'CampaignStarted', 'CampaignUnloaded'],
      'must be CampaignLoaded, CampaignStarted or CampaignUnloaded',
    ),
    campaign: filled('Name of a campaign in the setting "campaigns".'),
  }),
  v.strictObject({
    do: v.pipe(v.literal('refresh'), v.description('WWE is reloaded: new interaction ids, the same UUIDs.')),
    ...timing,
    keepFrames: v.exactOptional(
      v.pipe(v.boolean('must be true or false'), v.description('The client pages stay. Default: false.')),
    ),
  }),
  v.strictObject({
    do: v.pipe(v.literal('settings'), v.description('Changes settings from here on.')),
    ...timing,
    settings: settings(),
  }),
  v.strictObject({
    do: v.pipe(
      v.literal('page'),
      v.description('The simulator’s own page calls a service; any other page is left alone.'),
    ),
    ...timing,
    call: v.pipe(
      v.string('must be a text'),
      v.regex(/^[A-Za-z]\w*\.[A-Za-z]\w*$/, 'must be a service such as interaction.setUserData'),
      v.description('The service, such as interaction.setUserData.'),
    ),
    parameters: v.exactOptional(
      v.pipe(
        v.array(v.unknown(), 'must be a list'),
        v.description(
          '"$call" is the id of the interaction that was named "call", "$call.case" its case. A text that begins with a dollar sign is written with two.',
        ),
      ),
    ),
    frame,
  }),
  v.strictObject({
    do: v.pipe(v.literal('reloadPage'), v.description('The page of a client frame is loaded anew.')),
    ...timing,
    frame,
  }),
  v.strictObject({
    do: v.pipe(v.literal('post'), v.description('WWE’s window posts a message to a client frame, whatever it is.')),
    ...timing,
    message: v.unknown(),
    frame,
  }),
  v.strictObject({
    do: v.pipe(v.literal('forge'), v.description('A window that is not WWE’s posts a message to a client frame.')),
    ...timing,
    message: v.unknown(),
    frame,
  }),
  v.strictObject({
    do: v.pipe(v.literal('say'), v.description('Tells whoever watches what is going on.')),
    ...timing,
    text: filled('What is said.'),
  }),
]);
