// Telephone numbers as people write them. What a number really is, the desk's library knows (staff/phone): this reads what
// stands in older rows, on a phone that cannot afford the library.

const FEWEST = 3;
const MOST = 15;

/**
 * The numbers in a text, as they are dialled: `+358501234567`, `0501234567`, `112`. A nought in brackets behind a country's
 * number is left out, as nobody dials it (ITU-T E.123, 6); what follows a number, an extension or a second one, is not glued to it.
 */
export function numbersIn(text: string): readonly string[] {
  const found: string[] = [];
  let number = '';
  const end = () => {
    if (digitsOf(number) >= FEWEST && digitsOf(number) <= MOST) found.push(number);
    number = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const isAbroad = number.startsWith('+') || number.startsWith('00');
    if (isAbroad && text.startsWith('(0)', at)) at += 2;
    else if (sign >= '0' && sign <= '9') number += sign;
    else if (sign === '+') {
      end();
      number = '+';
    } else if (!isBetween(sign)) end();
  }
  end();
  return found;
}

const digitsOf = (number: string): number => number.length - (number.startsWith('+') ? 1 : 0);
/** Signs within a number: blanks, brackets, dashes and points. */
const isBetween = (sign: string): boolean => /[\s().\u2010-\u2015\u00AD\u2060/-]/.test(sign);

/** The number to dial: the first of a text, or nothing. */
export const dialled = (text: string): string => numbersIn(text)[0] ?? '';

/** A day or the form of a Finnish identity code, which must not stand where everybody reads it. */
export function isPersonal(text: string): boolean {
  const plain = text.trim();
  if (/^\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]$/i.test(plain)) return true;
  const [one = '', two = '', three = '', ...more] = /^\d{6}(\d\d)?$/.test(plain) ? [plain.slice(0, 2), plain.slice(2, 4), plain.slice(4)] : plain.split(/[.\s/-]+/);
  if (more.length > 0) return false;
  const isDay = (day: string, month: string, year: string) =>
    /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^(\d\d|(19|20)\d\d)$/.test(year) && Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  return isDay(one, two, three) || isDay(three, two, one) || isDay(plain.slice(6), plain.slice(4, 6), plain.slice(0, 4));
}

/** The address that calls the first number of a text. */
export const callAddress = (text: string): string => `tel:${dialled(text)}`;

/**
 * A number as one reads it, never broken over two lines: `+358 50 123 4567`. One that is kept in the form in which it is called
 * is grouped; another stands as it was written.
 */
export function readablePhone(text: string): string {
  const plain = text.trim();
  const isCalledForm = /^\+\d{7,15}$/.test(plain);
  return (isCalledForm ? grouped(plain) : plain).replace(/\s+/g, '\u00A0');
}

function grouped(number: string): string {
  const country = number.startsWith('+358') ? 4 : 3;
  const area = country + (number[country] === '9' && country === 4 ? 1 : 2);
  const rest = number.slice(area);
  return [number.slice(0, country), number.slice(country, area), rest.slice(0, 3), rest.slice(3)].filter(Boolean).join(' ');
}

/** Nothing, or one number and nothing else: no day, no identity code, no second number, no extension. */
export function isOnePhone(text: string): boolean {
  if (text.trim() === '') return true;
  return !isPersonal(text) && numbersIn(text).length === 1 && !/[^\d\s+().\u2010-\u2015\u00AD\u2060/-]/.test(text);
}
