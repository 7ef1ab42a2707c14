/**
 * Everybody in an interaction. Nothing but the name is documented (docs/protocol.md#party-object); the rest is shown
 * raw.
 */
import { isRecord } from '../../../protocol/kind.ts';
import { masked } from '../../../protocol/tokens.ts';
import { t } from '../../text/i18n.ts';
import { JsonTree } from '../json/JsonTree.tsx';
import './properties.css';
import { PageText } from '../../text/PageText.tsx';

/** What the table shows. */
export interface PartiesProps {
  /** `parties` of the Interaction as last seen, raw. */
  readonly parties: unknown;
}

/** No more parties than this are listed one by one. */
const MOST = 500;
const MOST_CHARACTERS = 2_000;

/** See the file's head. */
export function Parties({ parties }: PartiesProps) {
  if (parties === undefined || parties === null || (Array.isArray(parties) && parties.length === 0)) {
    return <p class="party-none">{t('party_none')}</p>;
  }
  if (!Array.isArray(parties)) {
    return (
      <div class="party-none">
        <p>{t('party_list_unusual')}</p>
        <JsonTree value={parties} label={t('party_label')} />
      </div>
    );
  }
  const listed = parties.slice(0, MOST).map((party: unknown, index) => ({ party, number: index + 1 }));
  return (
    <table class="property-table party-table" aria-label={t('party_label')}>
      <thead>
        <tr>
          <th scope="col">{t('party_column_number')}</th>
          <th scope="col">{t('party_column_name')}</th>
          <th scope="col" title={t('party_other_title')}>
            {t('party_column_other')}
          </th>
        </tr>
      </thead>
      <tbody>
        {listed.map(({ party, number }) => (
          <Row key={number} number={number} party={party} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ number, party }: { readonly number: number; readonly party: unknown }) {
  const record = isRecord(party) ? party : null;
  const name = record?.name;
  const others = record && Object.entries(record).filter(([key]) => key !== 'name' || typeof name !== 'string');
  return (
    <tr>
      <td>{number}</td>
      <td>
        {typeof name === 'string' && name !== '' ? (
          <span class="property-value">
            <PageText text={nameText(name)} />
          </span>
        ) : (
          <span class="property-note">{t(record ? 'party_unnamed' : 'party_unusual')}</span>
        )}
      </td>
      <td>
        {!others && <JsonTree value={party} label={t('party_column_other')} />}
        {others && others.length > 0 && (
          <JsonTree value={Object.fromEntries(others)} label={t('party_column_other')} unfold={others.length <= 10} />
        )}
      </td>
    </tr>
  );
}

function nameText(name: string): string {
  return masked(name.slice(0, MOST_CHARACTERS));
}
