/** A step in one line, for the control bar and for problems. */

import type { Actor, Deed } from './scenario-types.ts';

const AGENT_DOES: Readonly<Record<string, string>> = {
  answer: 'answers',
  accept: 'accepts',
  reject: 'rejects',
  hold: 'puts on hold',
  resume: 'takes back from hold',
  consult: 'consults somebody about',
  transfer: 'transfers',
  conference: 'makes a conference of',
  completeTransfer: 'completes the transfer by',
  completeConference: 'completes the conference by',
  startRecording: 'starts recording',
  pauseRecording: 'pauses the recording of',
  resumeRecording: 'resumes the recording of',
  stopRecording: 'stops recording',
  joinAgain: 'joins again',
  leaveConference: 'leaves the conference',
  recover: 'recovers',
  send: 'sends',
  save: 'saves',
  cancel: 'cancels',
  getRecord: 'gets the record of',
  callRecord: 'calls the record of',
  rejectRecord: 'rejects the record of',
  cancelRecord: 'cancels the record of',
  release: 'ends',
  done: 'presses Done on',
};

const HAPPENS: Readonly<Record<string, (on: string) => string>> = {
  partyLeaves: (on) => `The other side leaves ${on}`,
  partyJoins: (on) => `Somebody joins ${on}`,
  revoke: (on) => `Routing takes ${on} back`,
  fail: (on) => `${on} fails`,
  lose: (on) => `WWE loses track of ${on}`,
  attachData: (on) => `Routing attaches data to ${on}`,
  farEndAnswers: (on) => `The far end answers ${on}`,
};

/** What a step does, as a short sentence without a full stop. */
export function wordsOf(deed: Deed, actors: Readonly<Record<string, Actor>> = {}): string {
  switch (deed.do) {
    case 'arrive': {
      const name = deed.from === undefined ? undefined : actors[deed.from]?.name;
      const what = deed.direction === 'OUT' ? `A new ${deed.medium ?? 'call'}` : `New ${deed.medium ?? 'call'}`;
      return `${what}${name === undefined ? '' : ` from ${name}`}${named(deed.as)}${inState(deed.state)}`;
    }
    case 'dial':
      return `The agent dials ${deed.number}${named(deed.as)}`;
    case 'selectCase':
      return `The agent opens the case of ${deed.on}`;
    case 'agentState':
      return `The agent is ${deed.state}${deed.medium === undefined ? '' : ` for ${deed.medium}`}`;
    case 'campaign':
      return `${deed.event}: ${deed.campaign}`;
    case 'refresh':
      return deed.keepFrames === true ? 'WWE is reloaded, the pages stay' : 'WWE is reloaded';
    case 'settings':
      return `Settings: ${Object.keys(deed.settings).join(', ')}`;
    case 'page':
      return `The page calls ${deed.call}${inFrame(deed.frame)}`;
    case 'reloadPage':
      return `The page is loaded anew${inFrame(deed.frame)}`;
    case 'post':
      return `WWE’s window posts ${short(deed.message)}${inFrame(deed.frame)}`;
    case 'forge':
      return `Another window posts ${short(deed.message)}${inFrame(deed.frame)}`;
    case 'say':
      return deed.text;
    default:
      return actWords(deed);
  }
}

function actWords(deed: Extract<Deed, { on: string; as?: string }>): string {
  const happens = Object.hasOwn(HAPPENS, deed.do) ? HAPPENS[deed.do] : undefined;
  const target = 'target' in deed && deed.target !== undefined ? ` (${deed.target.destination})` : '';
  if (happens !== undefined) return happens(deed.on);
  const does = Object.hasOwn(AGENT_DOES, deed.do) ? AGENT_DOES[deed.do] : deed.do;
  return `The agent ${does} ${deed.on}${target}${named('as' in deed ? deed.as : undefined)}`;
}

function named(as: string | undefined): string {
  return as === undefined ? '' : `: ${as}`;
}

function inState(state: string | undefined): string {
  return state === undefined ? '' : `, ${state}`;
}

function inFrame(frame: number | undefined): string {
  return frame === undefined || frame === 0 ? '' : ` in frame ${frame}`;
}

function short(message: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(message) ?? String(message);
  } catch {
    // Cycles and BigInt, which a scenario in TypeScript may well post.
    text = 'something that JSON cannot say';
  }
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
