import { describe, expect, it } from 'vitest';
import { HELP, readArguments } from './arguments.ts';

const NOTHING = { is: 'start', control: false, stdin: false };

describe('the command line', () => {
  it('reads options in both spellings', () => {
    expect(readArguments([])).toEqual(NOTHING);
    const wanted = { ...NOTHING, port: 0, page: 'http://a.example/' };
    expect(readArguments(['--port', '0', '--page', 'http://a.example'])).toEqual(wanted);
    expect(readArguments(['--port=0', '--page=http://a.example'])).toEqual(wanted);
    expect(readArguments(['--page', 'http://a.example/?b=1'])).toMatchObject({ page: 'http://a.example/?b=1' });
  });
  it('reads what the desktop starts with', () => {
    const settings = '{"deliveries":"double"}';
    const words = ['--control', '--scenario', './own.json', '--speed=2.5', '--clients', '0', '--settings', settings];
    const wanted = { scenario: './own.json', speed: 2.5, clients: 0, settings, control: true };
    expect(readArguments(words)).toEqual({ ...NOTHING, ...wanted });
  });
  it('reads who may frame the desktop, and its names, as lists that grow', () => {
    const words = [
      '--framed-by',
      'http://localhost:5173,https://crm.example',
      '--framed-by=http://a:*',
      '--hosts=wwe.test,b',
    ];
    const framedBy = ['http://localhost:5173', 'https://crm.example', 'http://a:*'];
    expect(readArguments(words)).toEqual({ ...NOTHING, framedBy, hosts: ['wwe.test', 'b'] });
  });
  it('reads a recording, how fast it is played, and where a scenario of it goes', () => {
    const recording = 'day.ndjson.gz';
    expect(readArguments(['--recording', recording, '--speed', 'max'])).toEqual({
      ...NOTHING,
      recording,
      recordingSpeed: 'max',
    });
    expect(readArguments(['--recording', recording, '--speed', '5'])).toEqual({ ...NOTHING, recording, speed: 5 });
    const words = ['--recording', recording, '--save-scenario=day.json'];
    expect(readArguments(words)).toEqual({ ...NOTHING, recording, saveScenario: 'day.json' });
  });
  it('tells of itself and of the library', () => {
    expect(readArguments(['--port', '1', '--help'])).toEqual({ is: 'help' });
    expect(readArguments(['-h'])).toEqual({ is: 'help' });
    expect(readArguments(['--list'])).toEqual({ is: 'list' });
    for (const option of [
      'page',
      'scenario',
      'list',
      'speed',
      'settings',
      'recording',
      'save-scenario',
      'clients',
      'port',
      'framed-by',
      'hosts',
      'control',
      'help',
    ]) {
      expect(HELP).toContain(`\n  --${option}`);
    }
  });
  it.each([
    [['--prot', '1'], 'There is no option --prot; did you mean "--port"?'],
    [['--scenaro=x'], 'did you mean "--scenario"?'],
    [['4600'], 'no option 4600'],
    [['--constructor', '1'], 'no option --constructor'],
    [['--port'], 'needs a value'],
    [['--port='], 'needs a value'],
    [['--port', '--page'], 'needs a value'],
    [['--list=all'], '--list takes no value'],
    [['--port', 'abc'], '0 to 65535'],
    [['--port', '70000'], '0 to 65535'],
    [['--port', '-1'], '0 to 65535'],
    [['--page', 'mine.html'], 'http://'],
    [['--speed', 'fast'], '--speed must be a number'],
    [['--speed', 'max'], 'for a --recording'],
    [['--recording', 'a', '--scenario', 'calm-day'], 'not both'],
    [['--save-scenario', 'a.json'], 'needs a --recording'],
    [['--speed', '0'], '--speed must be a number'],
    [['--framed-by', 'localhost:5173'], '--framed-by: "localhost:5173" is no origin'],
    [['--framed-by', 'http://a,*'], '"*" is no origin'],
    [['--hosts', 'http://a'], 'is no name of a machine'],
    [['--clients', '9'], '0 to 8'],
    [['--clients', '-1'], '0 to 8'],
  ])('says what is wrong with %j', (words, why) => {
    expect(readArguments(words)).toMatchObject({ is: 'wrong', why: expect.stringContaining(why) });
  });
});
