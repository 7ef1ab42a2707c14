/** The toasts of client pages, lower right (docs/protocol.md#system-services). */
import type { Toast } from '../core/shell/shell-types.ts';
import type { Wwe } from '../core/wwe/wwe.ts';
import { Sign } from './icons.tsx';
import { iconAddress } from './shell-safe.ts';

/** A picture from a page. Its server is not told where it is shown. */
export function PageIcon({ url }: { url: string | null }) {
  const address = iconAddress(url);
  return address === null ? null : <img class="page-icon" src={address} alt="" referrerpolicy="no-referrer" />;
}

/** The toasts. */
export function Toasts({ toasts, wwe }: { toasts: readonly Toast[]; wwe: Wwe }) {
  return (
    <section class="toasts" aria-label="Toasts" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} press={(button) => wwe.pressToast(toast.id, button)} />
      ))}
    </section>
  );
}

function OneToast({ toast, press }: { toast: Toast; press: (button: string | null) => void }) {
  const { id, title, subject, message, iconUrl, keyValues, buttons, width } = toast;
  return (
    <article class="toast" aria-label={title === '' ? id : title} style={width === null ? {} : { width: `${width}px` }}>
      <header>
        <PageIcon url={iconUrl} />
        <h2>{title}</h2>
        <button type="button" class="bare" aria-label={`Close toast ${id}`} onClick={() => press(null)}>
          <Sign of="close" />
        </button>
      </header>
      {subject === '' ? null : <p class="subject">{subject}</p>}
      {message === '' ? null : <p class="message">{message}</p>}
      {keyValues.length === 0 ? null : (
        <dl>
          {keyValues.map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {buttons.length === 0 ? null : (
        <div class="form-end">
          {buttons.map((button) => (
            <button key={button} type="button" onClick={() => press(button)}>
              {button}
            </button>
          ))}
        </div>
      )}
    </article>
  );
}
