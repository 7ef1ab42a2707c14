/** What will leave the machine: counts, size, what is replaced by what, and the first lines of the file. */
import type { FilePreview } from '../../../recording/redact/preview.ts';
import type { Sample } from '../../../recording/redact/samples.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import type { ExportStore } from './export-store.ts';
import { bytesText, missingText } from './texts.ts';

/** So many places are listed. */
const MOST_SAMPLES = 25;
/** So many pages are named. */
const MOST_PAGES = 10;

/** Renders it; nothing until it was looked at. */
export function LeavesPart({ store: { looked } }: { readonly store: ExportStore }) {
  const { value } = looked;
  if (!value) return null;
  const { preview, chosen, lines } = value;
  const { entries } = preview;
  const all = entries + chosen.omitted;
  return (
    <section class="export-part" aria-label={t('export_leaves')}>
      <h3>{t('export_leaves')}</h3>
      <dl class="export-figures">
        <dt>{t('export_size')}</dt>
        <dd>{t('export_size_about', bytesText(preview.bytes))}</dd>
        <dt>{t('export_entries')}</dt>
        <dd>
          {chosen.omitted === 0
            ? entries.toLocaleString()
            : t('export_entries_of', entries.toLocaleString(), all.toLocaleString())}
        </dd>
        <dt>{t('export_pages')}</dt>
        <dd>
          {preview.header.origins.slice(0, MOST_PAGES).map((origin) => (
            <div key={origin}>
              <PageText text={origin.slice(0, 200)} />
            </div>
          ))}
          {preview.header.origins.length > MOST_PAGES && '…'}
        </dd>
        <dt>{t('export_replaced')}</dt>
        <dd>{replacedText(preview)}</dd>
        <dt>{t('export_tokens')}</dt>
        <dd>{preview.tokens.toLocaleString()}</dd>
        <dt>{t('export_missing')}</dt>
        <dd>{missingText(preview.header.missing)}</dd>
      </dl>
      <p class="note">{t('export_moment')}</p>
      <Samples samples={preview.samples} />
      <details>
        <summary>{t('export_lines')}</summary>
        <ol class="export-lines mono">
          {lines.map((line, place) => (
            <li key={place}>
              <PageText text={line} spaces="none" />
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function replacedText({ replaced }: FilePreview): string {
  const parts = Object.entries(replaced).map(([word, count]) => `${word} ${count.toLocaleString()}`);
  return parts.length === 0 ? t('export_replaced_none') : parts.join(', ');
}

function Samples({ samples }: { readonly samples: readonly Sample[] }) {
  if (samples.length === 0) return null;
  const more = samples.length - MOST_SAMPLES;
  return (
    <details open>
      <summary>{t('export_samples')}</summary>
      <p class="note">{t('export_samples_note')}</p>
      <div class="export-samples">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('export_sample_place')}</th>
              <th scope="col">{t('export_sample_before')}</th>
              <th scope="col">{t('export_sample_after')}</th>
              <th scope="col" class="numeric">
                {t('export_sample_count')}
              </th>
            </tr>
          </thead>
          <tbody>
            {samples.slice(0, MOST_SAMPLES).map(({ path, before, after, count }) => (
              <tr key={path}>
                <td title={pageText(path)}>
                  <PageText text={path} />
                </td>
                <td>
                  <PageText text={before} />
                </td>
                <td>
                  <PageText text={after} />
                </td>
                <td class="numeric">{count.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && <p class="note">{plural('export_samples_more', more)}</p>}
    </details>
  );
}
