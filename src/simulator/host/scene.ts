/** The lively scene: a desktop in mid-morning. Everything runs through the same acts that a person has. */
import type { Wwe } from '../core/wwe.ts';

/** What a scene needs. */
export interface SceneParts {
  readonly wwe: Wwe;
  /** Runs `work` after so many ms. */
  readonly later: (ms: number, work: () => void) => void;
}

/** How long the scene waits for the embedded page to subscribe, ms. */
const PATIENCE_MS = 3000;
const ARRIVAL_MS = 20_000;
/** No more arrivals while so many interactions are on the desk. */
const MOST = 8;

/** Starts the scene as soon as a client page listens, or after 3 s. */
export function startLivelyScene({ wwe, later }: SceneParts): void {
  let waited = 0;
  const wait = (): void => {
    const listening = wwe.subscriptions().some(({ names }) => names.includes('interaction'));
    if (!listening && waited < PATIENCE_MS) {
      waited += 100;
      later(100, wait);
    } else begin({ wwe, later });
  };
  wait();
}

function begin({ wwe, later }: SceneParts): void {
  // A call in hand whose case asks for a form: the embedded demo page blocks its mark-done by itself.
  const blocked = wwe.arrive({
    party: 'Maria Muster',
    ani: '+15550117',
    userData: { FormRequired: 'yes', OrderCount: 1, CustomerSegment: 'Silver' },
  });
  wwe.act('answer', blocked);
  // A chat in hand.
  const chat = wwe.arrive({ medium: 'chat', party: 'Kim Template', userData: { ServiceType: 'Returns' } });
  wwe.act('accept', chat);
  // An e-mail that waits to be accepted.
  wwe.arrive({ medium: 'email', party: 'Jo Specimen', userData: { Subject: 'Where is my parcel?', Priority: 5 } });
  // A call on hold, with a consultation.
  later(400, () => {
    wwe.act('release', blocked);
    const main = wwe.arrive({ party: 'Robin Sample', ani: '+15550100', userData: { ContactId: 'EXAMPLECONTACT01' } });
    wwe.act('answer', main);
    wwe.act('consult', main);
  });
  // And a call that rings.
  later(900, () => wwe.arrive({ party: 'Sam Placeholder', ani: '+15550142' }));
  later(ARRIVAL_MS, () => arrivals({ wwe, later }, 0));
}

/** A call now and then; one that nobody answers gives up before the next. */
function arrivals(parts: SceneParts, turn: number): void {
  const { wwe, later } = parts;
  const all = wwe.state().cases.flatMap((one) => one.interactions);
  if (all.length < MOST) {
    const id = wwe.arrive(turn % 3 === 2 ? { medium: 'chat' } : {});
    later(ARRIVAL_MS * 0.8, () => giveUp(wwe, id));
  }
  later(ARRIVAL_MS, () => arrivals(parts, turn + 1));
}

/** The unanswered go away by themselves, so that an unattended desk does not fill up. */
function giveUp(wwe: Wwe, id: string): void {
  const state = wwe
    .state()
    .cases.flatMap((one) => one.interactions)
    .find((one) => one.id === id)?.state;
  if (state === 'INVITED') wwe.act('reject', id);
  if (state === 'RINGING' && wwe.partyLeaves(id)) wwe.act('done', id);
}
