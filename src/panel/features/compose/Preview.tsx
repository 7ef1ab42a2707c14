/** What will be sent, before it is: the call as a page would write it, and the message on the wire. */

import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { printLiteral } from '../../values/literal/literal-print.ts';
import { pageCall } from './call-texts.ts';
import type { ComposeState } from './compose-state.ts';
import { wireMessage } from './message.ts';

/** Longer texts are cut here; what is sent is whole. */
const MOST_CHARACTERS = 20_000;

/** Renders both; nothing while the draft is wrong. Tokens are masked. */
export function Preview({ compose }: { readonly compose: ComposeState }) {
  const { commands } = usePanel();
  const compiled = compose.compiled.value;
  if (!compiled.ok) return null;
  const { service, parameters } = compiled;
  const wire = printLiteral(wireMessage(service, parameters, commands.nextRef()), { tokens: 'mask' });
  return (
    <details class="compose-preview" open>
      <summary>{t('compose_preview')}</summary>
      <Block title={t('compose_preview_call')} text={pageCall(service, parameters)} />
      <Block title={t('compose_preview_wire')} text={wire} />
      <p class="note">{t('compose_preview_note')}</p>
    </details>
  );
}

function Block({ title, text }: { readonly title: string; readonly text: string }) {
  const cut = text.length > MOST_CHARACTERS;
  return (
    <figure>
      <figcaption class="note">{title}</figcaption>
      <pre class="mono">
        {text.slice(0, MOST_CHARACTERS)}
        {cut && '…'}
      </pre>
    </figure>
  );
}
