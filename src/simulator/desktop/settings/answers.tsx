/** The answers whose form no source tells, and the forms that the simulator chose. */
import { isFound } from './changes.ts';

/** How sure the form of a service's answer is. */
export interface AnswerForm {
  readonly sure: 'documented' | 'inferred' | 'unknown';
  readonly form: string;
}

/** Service → the form of its answer. */
export type AnswerForms = Readonly<Record<string, AnswerForm>>;

/** The list, by namespace. `filter` as typed in the drawer. */
export function Answers({ forms, filter }: { forms: AnswerForms; filter: string }) {
  const groups = new Map<string, (readonly [method: string, answer: AnswerForm])[]>();
  for (const [service, answer] of Object.entries(forms)) {
    if (answer.sure === 'documented' || !isFound(filter, [service, answer.form, answer.sure])) continue;
    const [namespace = service, method = ''] = service.split('.');
    groups.set(namespace, [...(groups.get(namespace) ?? []), [method, answer]]);
  }
  if (groups.size === 0) return null;
  return (
    <section class="setting-group" aria-label="Answers whose form is unknown">
      <h3>Answers whose form is unknown</h3>
      <p class="quiet">
        The form that the simulator chose. A page that works with it may still meet another in a real WWE.
      </p>
      {[...groups].map(([namespace, answers]) => (
        <div key={namespace}>
          <h4>{namespace}</h4>
          <dl class="answers">
            {answers.map(([method, { sure, form }]) => (
              <div key={method}>
                <dt>
                  <code>{method === '' ? namespace : method}</code>
                  <span class={`sure ${sure}`}>{sure}</span>
                </dt>
                <dd>{form}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </section>
  );
}
