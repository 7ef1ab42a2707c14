/** What a text looks like: that says by which word it is replaced, and what of a text must go that otherwise stays. */

/** Addresses of e-mail, wherever they stand. The parts have bounds, so that no text takes long. */
const EMAILS = /[^\s@<>"'(),;:=&/?]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/giu;
const EMAIL = /^[^\s@<>"'(),;:]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/iu;
/** Numbers of telephones, cards, accounts: at least seven digits with little between them. */
const NUMBERS = /\+?(?:\d[ \t()./-]{0,3}){6,30}\d/g;
const NUMBER = /^\+?[\d ()./-]{6,40}$/;
const DATE = /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:[T ,].{0,30})?$/;
const FILE =
  /^[^\\/:*?"<>|\n]{1,200}\.(?:pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|od[tsp]|txt|csv|zip|gz|xml|json|html?|css|[cm]?[jt]sx?|map|php|aspx?|jsp|eml|msg|mp[34]|wav|vcf)$/i;
const FEWEST_DIGITS = 7;

/** The word for a text that can be told by its form alone; null for all others. */
export function formOf(text: string): string | null {
  if (text.length > 300) return null;
  if (text.includes('@') && EMAIL.test(text)) return 'email';
  // Most texts are neither, which their first character tells.
  if (/^[\d+(]/.test(text)) {
    if (DATE.test(text)) return 'date';
    if (NUMBER.test(text)) {
      const digits = text.replaceAll(/\D/g, '');
      if (isCard(digits)) return 'card';
      if (digits.length >= FEWEST_DIGITS || (text.startsWith('+') && digits.length > 4)) return 'phone';
    }
  }
  return text.lastIndexOf('.') >= text.length - 5 && FILE.test(text) ? 'file' : null;
}

/** A payment card has 13 to 19 digits, of which the last one checks the others (ISO/IEC 7812). */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Whether a text has an e-mail address or a long number in it. */
export function holdsForm(text: string): boolean {
  return text.search(EMAILS) >= 0 || text.search(NUMBERS) >= 0;
}

/** Replaces e-mail addresses and long numbers in a text. */
export function replaceForms(text: string, replace: (found: string) => string): string {
  return text.replaceAll(EMAILS, replace).replaceAll(NUMBERS, replace);
}

const MACHINE_ID = /^#?[\w.:~-]{1,128}$/;
/** Seven digits and more, and nothing but signs between them. */
const NUMBER_OF_MACHINE = /^(?:[#.:~-]*\d){7,}[#.:~-]*$/;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** An id in the form of RFC 9562. */
export function isUuid(text: string): boolean {
  return text.length === 36 && UUID.test(text);
}

/** So long, an id that a program made can be nothing else. */
export const FEWEST_OF_LONG = 16;

/** Whether an id is so long that it can be nothing else: also where data stands. */
export function isLongId(text: string): boolean {
  return isUuid(text) || (text.length >= FEWEST_OF_LONG && isMachineId(text));
}

/** Whether a text looks like an id that a program made: no words, no number that somebody could call. */
export function isMachineId(text: string): boolean {
  if (!MACHINE_ID.test(text)) return false;
  if (isUuid(text)) return true;
  if (text.length > 3 && !/\d/.test(text)) return false;
  return !NUMBER_OF_MACHINE.test(text) && formOf(text) === null;
}
