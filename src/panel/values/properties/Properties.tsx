/** All properties of an Interaction: the documented ones in the document's order, then whatever else WWE sent. */
import {
  INTERACTION_PROPERTIES,
  isPropertyName,
  type PropertyName,
  type PropertyType,
} from '../../../protocol/properties.ts';
import { maskToken } from '../../../protocol/secret-names.ts';
import { t } from '../../text/i18n.ts';
import { JsonTree } from '../json/JsonTree.tsx';
import { childCount, oneLine } from '../json/shape.ts';
import { explainProperty, explainState } from './explain.ts';
import './properties.css';
import { PageText, pageText } from '../../text/PageText.tsx';

/** What the table shows. */
export interface PropertiesProps {
  /** The Interaction as last seen, raw. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** No more properties than this that nobody documented. */
const MOST_UNKNOWN = 500;
const MOST_CHARACTERS = 2_000;

/** See the file's head. */
export function Properties({ raw }: PropertiesProps) {
  const known = Object.keys(INTERACTION_PROPERTIES).filter(isPropertyName);
  const unknown = Object.keys(raw).filter((key) => !isPropertyName(key));
  return (
    <table class="property-table" aria-label={t('property_label')}>
      <thead>
        <tr>
          <th scope="col">{t('property_column_name')}</th>
          <th scope="col">{t('property_column_value')}</th>
        </tr>
      </thead>
      <tbody>
        {known.map((name) => (
          <Line
            key={`known ${name}`}
            name={name}
            value={Object.hasOwn(raw, name) ? raw[name] : undefined}
            note={noteOf(name, raw)}
            explanation={explainProperty(name)}
          />
        ))}
        {unknown.slice(0, MOST_UNKNOWN).map((name) => (
          <Line
            key={`unknown ${name}`}
            name={name}
            value={raw[name]}
            note={t('property_undocumented')}
            explanation={t('property_explain_unknown')}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  readonly name: string;
  readonly value: unknown;
  readonly note: string | null;
  readonly explanation: string;
}

function Line({ name, value, note, explanation }: LineProps) {
  const id = `property-explain-${name.slice(0, 100).replaceAll(/\s/g, '_')}`;
  const meaning = name === 'state' || name === 'previousState' ? explainState(value) : null;
  return (
    <tr data-absent={value === undefined ? '' : undefined}>
      <th scope="row">
        <button type="button" class="property-name" title={explanation} aria-describedby={id}>
          <PageText text={name.slice(0, 200)} />
        </button>
        <span class="property-explain" id={id} role="tooltip">
          {explanation}
        </span>
      </th>
      <td>
        {value === undefined ? null : <Value name={name} value={value} />}
        {meaning && <span class="property-meaning"> – {meaning}</span>}
        {note && <span class="property-note">{note}</span>}
      </td>
    </tr>
  );
}

function Value({ name, value }: { readonly name: string; readonly value: unknown }) {
  // What has content of its own, is long, or may be a token, is a tree; the rest is one word.
  const long = typeof value === 'string' && value.length > MOST_CHARACTERS;
  if (childCount(value) === 0 && !long && maskToken([name], value) === null) {
    const documented = isPropertyName(name) && typeof value === 'string' && value !== '';
    return (
      <span class="property-value">
        {documented ? (
          <PageText text={value} spaces="ends" />
        ) : (
          <PageText text={oneLine(value, MOST_CHARACTERS)} spaces="none" />
        )}
      </span>
    );
  }
  return (
    <JsonTree
      value={value}
      names={[name]}
      label={pageText(name.slice(0, 200))}
      unfold={name === 'parties' && childCount(value) <= 10}
    />
  );
}

/** What is odd about a documented property; null where nothing is. */
function noteOf(name: PropertyName, raw: Readonly<Record<string, unknown>>): string | null {
  const { type, media, sure } = INTERACTION_PROPERTIES[name];
  const value = Object.hasOwn(raw, name) ? raw[name] : undefined;
  if (value === undefined) return t(media === 'voice' ? 'property_absent_voice' : 'property_absent');
  if (value !== null && !fits(type, value)) return t('property_unusual', t(`property_type_${type}`));
  return sure === 'inferred' ? t('property_inferred') : null;
}

function fits(type: PropertyType, value: unknown): boolean {
  switch (type) {
    case 'id':
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'userData':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'parties':
      return Array.isArray(value);
  }
}
