/** Reading what pages order for the desktop: toasts, dialogs and views (docs/protocol.md#system-services). */
import { isRecord } from '../settings/is-record.ts';
import type { DialogOrder, ToastOrder, ViewOrder } from '../shell/shell.ts';
import { bad, good, kindOf, quoted, type Read, textOf } from './parameters.ts';

type Given = Readonly<Record<string, unknown>>;

/** Collects what is wrong while keys are read: the first problem counts. */
interface Reading {
  problem: string | null;
}

/** The value of a key if `is` takes it; a missing key is none, anything else is a problem. */
function take<T>(reading: Reading, given: Given, key: string, words: string, is: (value: unknown) => value is T) {
  const value = Object.hasOwn(given, key) ? given[key] : undefined;
  if (value === undefined || value === null) return undefined;
  if (is(value)) return value;
  reading.problem ??= `"${key}" must be ${words}, not ${kindOf(value)}`;
  return undefined;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

/** An address that may be shown as a picture; any other means none. */
function pictureOf(address: string): string | null {
  return /^(https?:\/\/|data:image\/)/i.test(address) ? address : null;
}

/** Only what may stand in a colour: a name, `#…` or a function of numbers. */
const COLOUR = /^(#[0-9a-f]{3,8}|[a-z]+|(rgb|rgba|hsl|hsla)\([0-9.,%/\s]+\))$/i;
const isColour = (value: unknown): value is string => isText(value) && COLOUR.test(value.trim());

const LENGTH = /^\d{1,5}(\.\d{1,3})?(px|%|em|rem|vw|vh)?$/;
const isLength = (value: unknown): value is string | number =>
  (isText(value) && LENGTH.test(value.trim())) || (isTime(value) && value < 100_000);

/** A length as CSS; a bare number is px. */
function cssOf(value: string | number | undefined): string | null {
  if (value === undefined) return null;
  const text = String(value).trim();
  return /\d$/.test(text) ? `${text}px` : text;
}

function pairsOf(values: Given): readonly (readonly [string, string])[] {
  return Object.entries(values).map(([key, value]) => [key, textOf(value) ?? kindOf(value)] as const);
}

/** The options of popupToast and updateToast. */
export function readToast(value: unknown): Read<ToastOrder> {
  if (!isRecord(value)) return bad(`The toast must be an object, not ${kindOf(value)}`);
  const reading: Reading = { problem: null };
  const text = (key: string): string | undefined => take(reading, value, key, 'a text', isText);
  const [title, subject, message, iconUrl] = [text('title'), text('subject'), text('message'), text('iconUrl')];
  const keyValues = take(reading, value, 'keyValues', 'an object', isRecord);
  const named = take(reading, value, 'buttons', 'a list of texts', isTexts);
  const dismiss = take(reading, value, 'buttonShowDismiss', 'true or false', isFlag);
  const buttons = named ?? (dismiss === true ? ['Dismiss'] : dismiss === false ? [] : undefined);
  const autoCloseTimeout = take(reading, value, 'autoCloseTimeout', 'a number of milliseconds from 0', isTime);
  const sendToMyMessage = take(reading, value, 'sendToMyMessage', 'true or false', isFlag);
  const width = take(reading, value, 'width', 'a number from 0', isTime);
  if (reading.problem !== null) return bad(reading.problem);
  return good({
    ...(title === undefined ? {} : { title }),
    ...(subject === undefined ? {} : { subject }),
    ...(message === undefined ? {} : { message }),
    ...(iconUrl === undefined ? {} : { iconUrl: pictureOf(iconUrl) }),
    ...(keyValues === undefined ? {} : { keyValues: pairsOf(keyValues) }),
    ...(buttons === undefined ? {} : { buttons: [...new Set(buttons)] }),
    ...(autoCloseTimeout === undefined ? {} : { autoCloseTimeout }),
    ...(sendToMyMessage === undefined ? {} : { sendToMyMessage }),
    ...(width === undefined ? {} : { width }),
  });
}

/** Fills `$Agent.FullName$` and the like; what is no placeholder stays. `write` makes a value fit for its place. */
export function fillPlaceholders(
  text: string,
  values: ReadonlyMap<string, string>,
  write: (value: string) => string,
): string {
  return text.replace(/\$[A-Za-z]+\.[A-Za-z]+\$/g, (place) => {
    const value = values.get(place);
    return value === undefined ? place : write(value);
  });
}

/** A text as a part of an address. Half of a character, which no address can hold, becomes the sign for what is unknown. */
function inAddress(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

/** The parameters of openDialog. Only absolute http and https addresses are opened. */
export function readDialog(url: unknown, options: unknown, values: ReadonlyMap<string, string>): Read<DialogOrder> {
  if (typeof url !== 'string') return bad(`The address must be a text, not ${kindOf(url)}`);
  const filled = fillPlaceholders(url, values, inAddress);
  const protocol = URL.canParse(filled) ? new URL(filled).protocol : null;
  if (protocol !== 'http:' && protocol !== 'https:') {
    return bad(`The address must begin with http:// or https://, not ${quoted(filled)}`);
  }
  const given = options ?? {};
  if (!isRecord(given)) return bad(`The options must be an object, not ${kindOf(options)}`);
  const reading: Reading = { problem: null };
  const label = take(reading, given, 'label', 'a text', isText) ?? '';
  const width = take(reading, given, 'width', 'a length such as 430px or 40%', isLength);
  const height = take(reading, given, 'height', 'a length such as 430px or 40%', isLength);
  if (reading.problem !== null) return bad(reading.problem);
  const words = fillPlaceholders(label, values, (value) => value);
  return good({ url: new URL(filled).href, label: words, width: cssOf(width), height: cssOf(height) });
}

/** The options of updateViewInApplicationMenuBar. */
export function readView(value: unknown): Read<ViewOrder> {
  if (!isRecord(value)) return bad(`The view must be an object, not ${kindOf(value)}`);
  const reading: Reading = { problem: null };
  const text = (key: string): string | undefined => take(reading, value, key, 'a text', isText);
  const colour = (key: string): string | undefined => take(reading, value, key, 'a colour', isColour);
  const [name, label, shortLabel, tooltip] = [text('name'), text('label'), text('shortLabel'), text('tooltip')];
  const [iconUrl, backgroundColor, labelColor] = [text('iconUrl'), colour('backgroundColor'), colour('labelColor')];
  if (reading.problem !== null) return bad(reading.problem);
  if (name === undefined || name === '') return bad('"name" must be a text that is not empty');
  return good({
    name,
    ...(label === undefined ? {} : { label }),
    ...(shortLabel === undefined ? {} : { shortLabel }),
    ...(tooltip === undefined ? {} : { tooltip }),
    ...(iconUrl === undefined ? {} : { iconUrl: pictureOf(iconUrl) }),
    ...(backgroundColor === undefined ? {} : { backgroundColor }),
    ...(labelColor === undefined ? {} : { labelColor }),
  });
}
