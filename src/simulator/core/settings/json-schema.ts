/** The JSON schema of a settings file, made from the settings themselves: for editors, and for a look-up in words. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { Setting } from './setting.ts';
import { SETTING_GROUPS } from './settings.ts';

/** JSON Schema, draft 2020-12, of an object with any of the settings, as `applySettings` takes it. */
export function settingsJsonSchema(): object {
  const properties: Record<string, object> = {};
  for (const { title, settings } of SETTING_GROUPS) {
    for (const [name, setting] of Object.entries(settings)) properties[name] = propertyOf(title, name, setting);
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Settings of the WWE simulator',
    description:
      'Any of the settings; what is not named keeps its default. Each unknown of the protocol that shows on the wire has one.',
    type: 'object',
    properties: { $schema: { type: 'string' }, ...properties },
    additionalProperties: false,
  };
}

function propertyOf(group: string, name: string, setting: Setting<unknown>): object {
  const { words, source, initial, control } = setting;
  const meanings =
    control.is === 'choice'
      ? Object.entries(control.options).map(([value, meaning]) => `\n- ${value}: ${meaning}`)
      : [];
  const from = source === 'ours' ? 'ours' : source.replaceAll('#', 'docs/protocol.md#');
  return {
    title: `${group}: ${name}`,
    description: `${words}${meanings.join('')}\nSource: ${from}.`,
    ...formOf(setting),
    default: initial,
  };
}

function formOf({ control, schema }: Setting<unknown>): object {
  if (control.is === 'choice') return { enum: Object.keys(control.options) };
  // What a schema of ours checks beyond JSON Schema's words (the list of origins), the simulator itself explains.
  const { $schema: _, required, ...form } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  // Of fixed texts a file names only those that it changes.
  return control.is === 'texts' || required === undefined ? form : { ...form, required };
}
