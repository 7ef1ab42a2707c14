/** The shape of a scenario, with words for editors. What depends on more than one place is checked in `check.ts`. */
import * as v from 'valibot';
import { count, filled, record, settings, text } from './forms.ts';
import { stepSchema } from './step-schema.ts';
import { MOST_STEPS } from './timeline.ts';

/** The whole scenario. */
export const scenarioSchema = v.strictObject({
  $schema: v.exactOptional(text('Address of this schema, for editors.')),
  title: filled('Its name for people.'),
  about: text('A sentence or two: what it shows.'),
  seed: v.exactOptional(count(0, 4_294_967_295, 'Same seed, same ids and people. Default: 1.')),
  start: v.exactOptional(
    v.pipe(
      v.picklist(['whenSubscribed', 'atOnce'], 'must be whenSubscribed or atOnce'),
      v.description(
        'Default: whenSubscribed, as soon as a client page has subscribed to interaction, at most 3 s later.',
      ),
    ),
  ),
  clients: v.exactOptional(count(0, 8, 'Client frames. Default: 1.')),
  demoPage: v.exactOptional(
    v.pipe(
      v.record(v.string(), v.string('must be a text'), 'must be an object such as {"behaviour": "noisy"}'),
      v.description('Query of the simulator’s own page, such as {"behaviour": "noisy"}.'),
    ),
  ),
  settings: v.exactOptional(settings()),
  actors: v.exactOptional(
    v.pipe(
      v.record(
        v.string(),
        v.strictObject(
          {
            name: filled('The person’s name. Use an invented one.'),
            phone: v.exactOptional(filled('Such as +15550142.')),
            email: v.exactOptional(filled('Such as kim@example.com.')),
            userData: v.exactOptional(record('Attached to whatever comes from this person.')),
          },
          'must be an object such as {"name": "Kim Template"}',
        ),
        'must be an object of people by name',
      ),
      v.description('Who calls, chats or writes, by a name that steps use in "from".'),
    ),
  ),
  steps: v.pipe(
    v.array(stepSchema, 'must be a list of steps'),
    v.maxLength(MOST_STEPS, `must have at most ${MOST_STEPS} steps`),
    v.description('What happens, in the order of time.'),
  ),
});
