/**
 * The people of the simulated contact center and what routing attaches; all invented (docs/protocol.md#user-data has
 * the keys).
 */

import type { Settings } from '../settings/settings.ts';
import type { Kind, LiveParty } from '../state/live-interaction.ts';
import type { Random } from '../state/random.ts';

const CUSTOMERS = [
  'Robin Sample',
  'Sam Placeholder',
  'Kim Template',
  'Jo Specimen',
  'Alex Beispiel',
  'Maria Muster',
  'Noor Exemplar',
  'Chris Ejemplo',
  'Dana Esempio',
  'Yuki Mihon',
  'Pat Pattern',
  'Luca Modello',
] as const;

const FIRST_COLLEAGUE = 5002;
/** The agent's colleagues, at the numbers from 5002 on. */
const COLLEAGUES = ['Lee Colleague', 'Toni Teammate', 'Mika Kollege', 'Ash Supervisor'] as const;

const SUBJECTS = [
  'Question about my order',
  'Where is my parcel?',
  'Change of address',
  'Invoice 1042 is not right',
  'Please cancel my subscription',
] as const;

/** A customer's name. */
export function pickCustomer(random: Random): string {
  return random.pick(CUSTOMERS);
}

/** A number of the range that is kept for fiction. */
export function pickNumber(random: Random): string {
  return `+155501${String(random.below(100)).padStart(2, '0')}`;
}

/** The colleague at a number; undefined if there is none. */
export function colleagueAt(number: string): string | undefined {
  return COLLEAGUES[Number(number) - FIRST_COLLEAGUE];
}

/** The first colleague who is not among `present`; with all of them there, a numbered one. */
export function nextColleague(present: readonly LiveParty[]): LiveParty {
  const free = COLLEAGUES.findIndex((name) => present.every((party) => party.name !== name));
  const name = COLLEAGUES[free];
  if (name !== undefined) return { name, address: String(FIRST_COLLEAGUE + free) };
  return { name: `Colleague ${present.length}`, address: String(5100 + present.length) };
}

/** The e-mail address of somebody; what is an address already stays. */
export function mailOf(party: string): string {
  return party.includes('@') ? party : `${party.trim().toLowerCase().replace(/\s+/g, '.')}@example.com`;
}

/** Who comes, for whom user data are made. */
export interface Contact {
  readonly party: string;
  readonly number: string;
}

/** What routing attached before the interaction came to the agent. */
export function defaultUserData(
  kind: Kind,
  medium: string,
  { party, number }: Contact,
  random: Random,
  settings: Settings,
): Readonly<Record<string, unknown>> {
  const [FirstName = '', LastName = ''] = party.split(' ');
  const EmailAddress = mailOf(party);
  switch (kind) {
    case 'voice':
      return { CustomerSegment: 'Gold', ServiceType: 'Billing', RTenant: 'Example', OrderCount: 3 };
    case 'chat':
      return { FirstName, LastName, EmailAddress, ServiceType: 'Orders' };
    case 'email':
      return { Subject: random.pick(SUBJECTS), FromAddress: EmailAddress, Mailbox: 'support@example.com' };
    case 'outboundEmail':
      return { Subject: 'Your order', FromAddress: 'support@example.com', EmailAddress };
    case 'preview':
      return {
        GSW_CAMPAIGN_NAME: settings.campaigns[0]?.name ?? 'Offer of the Month',
        GSW_CALLING_LIST: 'Example list',
        GSW_RECORD_HANDLE: 100 + random.below(900),
        GSW_CHAIN_ID: 10 + random.below(90),
        GSW_PHONE: number,
        GSW_CALL_RESULT: 28,
      };
    case 'openMedia':
      return medium === 'workitem'
        ? { Segment: 'Back office', Priority: 10, ContactId: `EXAMPLECONTACT${random.below(90) + 10}` }
        : { FirstName, LastName, EmailAddress, ServiceType: 'Orders', Priority: 5 };
  }
}
