/** Whether personal data is replaced, and the rules by key. */
import { useSignal } from '@preact/signals';
import { CloseIcon, Icon } from '../../../design/icons.tsx';
import type { KeyAction, KeyRule } from '../../../recording/format.ts';
import { usePanel } from '../../stores/panel.ts';
import { MOST_KEY_RULES } from '../../stores/settings.ts';
import { plural, t } from '../../text/i18n.ts';
import type { ExportStore } from './export-store.ts';

const ACTIONS = ['mask', 'keep', 'drop'] as const satisfies readonly KeyAction[];

/** Renders the fields. */
export function PersonalDataFields({ store }: { readonly store: ExportStore }) {
  const { rules, isRedacted, isSure, wasRedacted } = store;
  const isFixed = rules.value.isRedacted;
  const isOn = isFixed || isRedacted.value;
  return (
    <fieldset class="export-part">
      <legend>{t('export_personal')}</legend>
      {wasRedacted ? (
        <p>{t('export_was_redacted')}</p>
      ) : (
        <>
          <label class="export-choice">
            <input
              type="checkbox"
              checked={isOn}
              disabled={isFixed}
              onChange={(event) => {
                isRedacted.value = event.currentTarget.checked;
                isSure.value = false;
              }}
            />
            <span>
              {t('export_redact')}
              <span class="note export-note">{t(isFixed ? 'export_redact_fixed' : 'export_redact_note')}</span>
            </span>
          </label>
          {!isOn && (
            <div class="export-warning" role="alert">
              <p>{t('export_unredacted')}</p>
              <label class="export-choice">
                <input
                  type="checkbox"
                  checked={isSure.value}
                  onChange={(event) => {
                    isSure.value = event.currentTarget.checked;
                  }}
                />
                <span>{t('export_sure')}</span>
              </label>
            </div>
          )}
          {isOn && <RulesPart fixed={rules.value.rules} />}
        </>
      )}
    </fieldset>
  );
}

/** The rules by key: those of the organisation, and the user's own. */
function RulesPart({ fixed }: { readonly fixed: readonly KeyRule[] }) {
  const { settings } = usePanel();
  const own = settings.settings.value.redactionRules;
  /** A rule that has no key yet is none. */
  const isAdding = useSignal(false);
  const change = (redactionRules: readonly KeyRule[]) => settings.change({ redactionRules });
  const add = (key: string) => {
    isAdding.value = false;
    if (key !== '') change([...own, { key, action: 'mask' }]);
  };
  const count = fixed.length + own.length;
  return (
    <details>
      <summary>{count === 0 ? t('export_rules') : plural('export_rules_count', count)}</summary>
      <p class="note">{t('export_rules_note')}</p>
      {fixed.length > 0 && (
        <>
          <p>{t('export_rules_fixed')}</p>
          <ul>
            {fixed.map(({ key, action }) => (
              <li key={key}>
                <code>{key.slice(0, 200)}</code>: {t(`export_rule_${action}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {own.map((rule, place) => (
        <RuleRow
          key={`${place} ${rule.key}`}
          rule={rule}
          onChange={(next) => change(next ? own.with(place, next) : own.filter((_, index) => index !== place))}
        />
      ))}
      {isAdding.value && <KeyField value="" isNew onChange={add} />}
      {!isAdding.value && own.length < MOST_KEY_RULES && (
        <button
          type="button"
          class="button outlined"
          onClick={() => {
            isAdding.value = true;
          }}
        >
          {t('export_rule_add')}
        </button>
      )}
    </details>
  );
}

interface RuleRowProps {
  readonly rule: KeyRule;
  /** @param next null: it is removed */
  readonly onChange: (next: KeyRule | null) => void;
}

function RuleRow({ rule, onChange }: RuleRowProps) {
  const remove = t('export_rule_remove', rule.key);
  return (
    <div class="export-rule">
      <KeyField value={rule.key} onChange={(key) => onChange(key === '' ? null : { ...rule, key })} />
      <select
        class="input"
        aria-label={t('export_rule_action')}
        value={rule.action}
        onChange={(event) => {
          const action = ACTIONS.find((one) => one === event.currentTarget.value);
          if (action) onChange({ ...rule, action });
        }}
      >
        {ACTIONS.map((action) => (
          <option key={action} value={action}>
            {t(`export_rule_${action}`)}
          </option>
        ))}
      </select>
      <button
        type="button"
        class="button icon-button"
        aria-label={remove}
        title={remove}
        onClick={() => onChange(null)}
      >
        <Icon of={CloseIcon} />
      </button>
    </div>
  );
}

interface KeyFieldProps {
  readonly value: string;
  readonly isNew?: boolean;
  readonly onChange: (key: string) => void;
}

function KeyField({ value, isNew = false, onChange }: KeyFieldProps) {
  return (
    <input
      class="input export-key"
      type="text"
      aria-label={t('export_rule_key')}
      placeholder="Customer*"
      maxLength={200}
      autocomplete="off"
      spellcheck={false}
      autofocus={isNew}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  );
}
