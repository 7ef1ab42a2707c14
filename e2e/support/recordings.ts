/** Recordings in journeys: what is planted, what is written, and how a file is opened. */
import { gunzipSync } from 'node:zlib';
import type { Panel } from './panel.ts';
import { TOKEN } from './tokens.ts';

/** Personal data of a customer, each in a place of its own. Nobody's. */
export const PLANTS = {
  party: '+49 30 555 0142',
  ani: '+49 170 555 0199',
  dnis: '0800 555 0100',
  name: 'Alwine Zwickelsberger',
  mail: 'alwine.z@mail.example',
  account: 'DE44500105175407324931',
  remark: 'moved to Quittenweg 17 last May',
  token: TOKEN,
} as const;

/** User data with them; a key is no personal data. */
export const PLANTED_DATA = {
  CustomerName: PLANTS.name,
  Mail: PLANTS.mail,
  Account: { iban: PLANTS.account },
  Remark: PLANTS.remark,
  Session: PLANTS.token,
} as const;

/** Which of the plants stand in a file, also where their digits alone do. */
export function plantsIn(text: string): readonly string[] {
  const digits = text.replace(/[^\d"]/g, '');
  return Object.values(PLANTS).filter((plant) => {
    const number = /^[+\d ]+$/.test(plant) ? plant.replace(/\D/g, '') : null;
    return text.includes(plant) || (number !== null && digits.includes(number));
  });
}

/** The lines of a file, whether it is compressed or not. */
export function linesOf(bytes: Uint8Array): readonly Record<string, unknown>[] {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = String(isGzip ? gunzipSync(bytes) : Buffer.from(bytes));
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Drops a file onto the panel. */
export async function dropFile({ frame }: Panel, name: string, bytes: Uint8Array): Promise<void> {
  await frame.evaluate(
    ([as, base64]) => {
      const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([data], as));
      const target = document.querySelector('.frame, .viewer-start');
      for (const type of ['dragover', 'drop']) {
        target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
}
