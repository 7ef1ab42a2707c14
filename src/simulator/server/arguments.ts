/** Reads the command line of the simulator. */

import type { ReplaySpeed } from '../core/replay/replay-types.ts';
import { didYouMean } from '../core/settings/nearest.ts';
import { isSpeed, LEAST_SPEED, MOST_SPEED } from '../desktop/clock.ts';
import { MOST_CLIENTS } from '../desktop/query.ts';
import { readPageUrl } from './options.ts';
import { readFramer, readHostName } from './policy.ts';

/** To start the simulator. Names of scenarios and files are not looked at yet. */
export interface StartCommand {
  readonly is: 'start';
  readonly port?: number;
  readonly page?: string;
  /** A name of the library, or a file. */
  readonly scenario?: string;
  /** A file, or JSON. */
  readonly settings?: string;
  readonly speed?: number;
  readonly clients?: number;
  /** The file of a recording, played in place of WWE. */
  readonly recording?: string;
  readonly recordingSpeed?: ReplaySpeed;
  /** Where to save a scenario that is made of the recording, in place of playing it. */
  readonly saveScenario?: string;
  /** Origins that may frame and open the desktop. */
  readonly framedBy?: readonly string[];
  /** Names of this machine under which it may be opened. */
  readonly hosts?: readonly string[];
  /** Show the token for other programs. */
  readonly control: boolean;
  /** The scenario's file has been read already: it comes on standard input, as a table of remote/values.ts. */
  readonly stdin: boolean;
}

/** What the command line asks for. */
export type Command =
  | StartCommand
  | { readonly is: 'help' }
  | { readonly is: 'list' }
  | { readonly is: 'wrong'; readonly why: string };

/** The help text. */
export const HELP = `WWE simulator: a Workspace Web Edition without a contact center.

  --page URL            the page to embed instead of the simulator's own
  --scenario NAME|FILE  what happens: a scenario of the library, or a file (.json, .ts, .js, .mjs)
  --list                the scenarios of the library
  --speed N             WWE's time runs N times as fast as real time
  --recording FILE      plays WWE's side of a recording to the page, and reports what the page asked for otherwise:
                        ends with 1 if a request is missing or unmatched. --speed N|max
  --save-scenario FILE  makes a scenario of the recording, to be edited, and ends
  --settings FILE|JSON  some of WWE's settings, such as '{"deliveries":"double"}'
  --clients N           client frames (default: the scenario's, else 1)
  --port N              the port to serve on (default 4600; 0 takes any free one)
  --framed-by ORIGINS   pages of yours that may frame or open the desktop, such as http://localhost:5173 (comma list)
  --hosts NAMES         names of this machine under which it may be opened, besides localhost (comma list)
  --control             show the token by which another program can drive it (connectSimulator)
  --help                this text

A page that has no client library of Genesys' takes the simulator's:
  <script src="http://localhost:4600/client/service-client.js"></script>

The address that it prints takes the same, one tab at a time: ?scenario=calm-day&speed=10&clients=2,
?settings={"deliveries":"double"}, ?page=URL. ?scenario= plays none.`;

type Values = { -readonly [Key in Exclude<keyof StartCommand, 'is'>]?: StartCommand[Key] };

/** Options with a value: each reads it into `into`, or says what is wrong with it. */
const WITH_VALUE: Readonly<Record<string, (value: string, into: Values) => string | null>> = {
  '--port': (value, into) => {
    into.port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    return into.port <= 65_535 ? null : `--port must be a number from 0 to 65535, not "${value}".`;
  },
  '--page': (value, into) => {
    try {
      into.page = readPageUrl(value);
      return null;
    } catch (error) {
      return `--page: ${error instanceof Error ? error.message : String(error)}`;
    }
  },
  '--scenario': (value, into) => {
    into.scenario = value;
    return null;
  },
  '--settings': (value, into) => {
    into.settings = value;
    return null;
  },
  '--recording': (value, into) => {
    into.recording = value;
    return null;
  },
  '--save-scenario': (value, into) => {
    into.saveScenario = value;
    return null;
  },
  '--speed': (value, into) => {
    if (value === 'max') {
      into.recordingSpeed = 'max';
      return null;
    }
    into.speed = Number(value);
    return isSpeed(into.speed)
      ? null
      : `--speed must be a number from ${LEAST_SPEED} to ${MOST_SPEED}, not "${value}".`;
  },
  '--clients': (value, into) => {
    into.clients = /^\d$/.test(value) ? Number(value) : Number.NaN;
    return into.clients <= MOST_CLIENTS
      ? null
      : `--clients must be a number from 0 to ${MOST_CLIENTS}, not "${value}".`;
  },
  '--framed-by': list('framedBy', '--framed-by', readFramer),
  '--hosts': list('hosts', '--hosts', readHostName),
};

/** Reads a comma list into `into`, or says what is wrong. */
function list(
  name: 'framedBy' | 'hosts',
  option: string,
  read: (text: string) => string,
): (value: string, into: Values) => string | null {
  return (value, into) => {
    try {
      into[name] = [...(into[name] ?? []), ...value.split(',').map(read)];
      return null;
    } catch (error) {
      return `${option}: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}

const WITHOUT_VALUE = ['--help', '-h', '--list', '--control', '--stdin'];

/** Reads arguments such as `['--port', '4600']` or `['--port=4600']`. */
export function readArguments(given: readonly string[]): Command {
  const words = [...given];
  const values: Values = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    if (equals < 0 && WITHOUT_VALUE.includes(name)) {
      if (name === '--help' || name === '-h') return { is: 'help' };
      if (name === '--list') return { is: 'list' };
      values[name === '--control' ? 'control' : 'stdin'] = true;
      continue;
    }
    const read = Object.hasOwn(WITH_VALUE, name) ? WITH_VALUE[name] : undefined;
    if (read === undefined) return { is: 'wrong', why: unknownOption(name) };
    const value = equals < 0 ? words.shift() : word.slice(equals + 1);
    if (value === undefined || value === '' || value.startsWith('--')) {
      return { is: 'wrong', why: `${name} needs a value after it.` };
    }
    const why = read(value, values);
    if (why !== null) return { is: 'wrong', why };
  }
  const command: StartCommand = { is: 'start', control: false, stdin: false, ...values };
  const why = contradictionIn(command);
  return why === null ? command : { is: 'wrong', why };
}

function contradictionIn({ recording, recordingSpeed, saveScenario, scenario }: StartCommand): string | null {
  if (recording !== undefined && scenario !== undefined) return 'Either --scenario or --recording is played, not both.';
  if (recording !== undefined) return null;
  if (saveScenario !== undefined) return '--save-scenario needs a --recording of which the scenario is made.';
  return recordingSpeed === undefined ? null : '--speed max is for a --recording; else --speed is a number.';
}

function unknownOption(name: string): string {
  if (WITHOUT_VALUE.includes(name)) return `${name} takes no value.`;
  const known = [...Object.keys(WITH_VALUE), '--help', '--list', '--control'];
  const nearest = didYouMean(name, known);
  return nearest === '' ? `There is no option ${name}.` : `There is no option ${name}${nearest}`;
}
