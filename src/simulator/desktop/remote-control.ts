/** The control object from afar: its members by name, and their asynchronous form. */
import type { WweSimulator } from './control-types.ts';

type Method = (...given: never[]) => unknown;

/** An object with methods whose every method answers later; what is no method is asked for by one. */
export type Remote<T> = {
  readonly [Key in keyof T]: T[Key] extends (...given: infer Given) => infer Result
    ? (...given: Given) => Promise<Awaited<Result>>
    : T[Key] extends readonly unknown[]
      ? () => Promise<T[Key]>
      : Remote<T[Key]>;
};

/** The control of a desktop, from Node.js: see `WweSimulator`. */
export type RemoteControl = Remote<WweSimulator>;

/** `call` or `read` for each member, by name. */
type Members<T> = {
  readonly [Key in keyof T]: T[Key] extends Method
    ? 'call'
    : T[Key] extends readonly unknown[]
      ? 'read'
      : Members<T[Key]>;
};

/** All that can be asked for from afar, and nothing else can. */
const MEMBERS: Members<WweSimulator> = {
  ring: 'call',
  dial: 'call',
  createEmail: 'call',
  act: 'call',
  happen: 'call',
  answer: 'call',
  accept: 'call',
  reject: 'call',
  hold: 'call',
  resume: 'call',
  release: 'call',
  consult: 'call',
  done: 'call',
  partyLeaves: 'call',
  userData: 'call',
  deleteUserData: 'call',
  made: 'call',
  selectCase: 'call',
  selectInteraction: 'call',
  setAgentState: 'call',
  campaign: 'call',
  pressToast: 'call',
  closeDialog: 'call',
  dismissWarning: 'call',
  refresh: 'call',
  settings: 'call',
  received: 'call',
  clearReceived: 'call',
  waitForMessage: 'call',
  postRaw: 'call',
  forge: 'call',
  openPopup: 'call',
  addFrame: 'call',
  removeFrame: 'call',
  frames: 'read',
  state: 'call',
  scenario: { play: 'call', pause: 'call', step: 'call', restart: 'call', speed: 'call', load: 'call', state: 'call' },
  replay: { state: 'call', ended: 'call' },
};

/** Calls a member from afar, by its path such as `scenario.play`. */
export type CallRemote = (path: string, given: readonly unknown[]) => Promise<unknown>;

/** The control whose methods go through `call`. */
export function createRemoteControl(call: CallRemote): RemoteControl {
  const made = wrap(MEMBERS, '', call);
  if (isControl(made)) return made;
  throw new TypeError('A member of the control is missing.');
}

function wrap(members: object, path: string, call: CallRemote): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) {
    made[name] =
      typeof member === 'object' && member !== null
        ? wrap(member, `${path}${name}.`, call)
        : (...given: unknown[]) => toldHere(call(path + name, given), new Error());
  }
  return made;
}

/** An error from afar says where it was asked for: that is the line of a test that its author wants to see. */
async function toldHere(result: Promise<unknown>, asked: Error): Promise<unknown> {
  try {
    return await result;
  } catch (error) {
    // The first two lines are the message and this file.
    const lines = asked.stack?.split('\n').slice(2) ?? [];
    if (error instanceof Error) error.stack = [`${error.name}: ${error.message}`, ...lines].join('\n');
    throw error;
  }
}

/** The table above is checked to be complete by its type; this says so of what was made from it. */
function isControl(made: object): made is RemoteControl {
  return Object.keys(MEMBERS).every((name) => Object.hasOwn(made, name));
}

/** Carries out what was asked for from afar. Throws TypeError for a path that does not exist. */
export function callByPath(control: WweSimulator, path: string, given: readonly unknown[]): unknown {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let owner: object = control;
  let members: object = MEMBERS;
  for (const name of names) {
    const member = ownOf(members, name);
    const value = member === undefined ? undefined : ownOf(owner, name);
    if (typeof value !== 'object' || value === null || typeof member !== 'object' || member === null)
      throw unknown(path);
    [owner, members] = [value, member];
  }
  const member = ownOf(members, last);
  const value = member === undefined ? undefined : ownOf(owner, last);
  if (member === 'read') return value;
  if (member === 'call' && typeof value === 'function') return Reflect.apply(value, owner, [...given]);
  throw unknown(path);
}

function unknown(path: string): TypeError {
  return new TypeError(`The control has no member "${path}".`);
}

function ownOf(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
