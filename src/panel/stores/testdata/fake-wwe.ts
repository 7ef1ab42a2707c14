/** A WWE page that keeps its word: each id is one contact's for as long as the page lives. It can be loaded anew. */
import type { Page } from './windows-tab.ts';

/** Somebody that the agent serves. What survives a reload of WWE is the contact itself. */
export interface Contact {
  readonly name: string;
  readonly uuid: string | undefined;
  readonly caseId: string | undefined;
}

/** What one page of WWE knows. */
export class FakeWwe {
  /** Each id that this page gave, whether its contact is still there or not. */
  readonly given = new Map<string, Contact>();
  readonly live = new Map<string, Contact>();
  /** Each subscription, by its id: who asked for it. */
  readonly subscribed = new Map<string, string>();

  /** @param contacts those that are there when the page begins: they have the first ids */
  constructor(
    readonly page: Page,
    contacts: readonly Contact[],
  ) {
    for (const one of contacts) this.add(one);
  }

  add(contact: Contact): string {
    const id = String(this.given.size + 1);
    this.given.set(id, contact);
    this.live.set(id, contact);
    return id;
  }

  /** As it stands on the wire; in its user data, in the clear, whose it is. */
  wire(id: string, state: string): object {
    const contact = this.given.get(id);
    const { uuid, caseId, name } = contact ?? { uuid: undefined, caseId: undefined, name: '' };
    return {
      interactionId: id,
      ...(uuid === undefined ? {} : { interactionUUID: uuid }),
      ...(caseId === undefined ? {} : { caseId }),
      state,
      userData: { contact: name },
    };
  }

  /** The answer to a subscribe. Each page of WWE counts from 1. @param by the reference of whoever asked */
  subscribe(by: string): object {
    const subscriptionId = String(this.subscribed.size + 1);
    this.subscribed.set(subscriptionId, by);
    return { subscriptionId };
  }

  /** The answer to a request, without its reference. */
  answer(request: unknown, parameters: unknown, state: string): object {
    if (request === 'interaction.getInteractions') {
      return { data: [...this.live.keys()].map((id) => this.wire(id, state)) };
    }
    const id = String(Array.isArray(parameters) ? parameters[0] : '');
    if (request === 'interaction.getByInteractionId') return { data: this.live.has(id) ? this.wire(id, state) : null };
    return {};
  }
}
