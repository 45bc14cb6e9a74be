import { loadChunk } from '../client/browser-chunk.ts';
import { isOnePhone, isPersonal, numbersIn } from '../domain/phone.ts';
import { ok, refuse } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';
import { t } from '../ui/words.ts';

/** A number in the form in which it is kept and called, and as somebody typed it. Both empty where none was typed. */
export interface Phone {
  readonly phone: string;
  readonly phoneTyped: string;
}

/**
 * personal  a day, or the form of an identity code: nothing of it is repeated anywhere
 * two       more than one number      short  a service number, on which nobody of this project answers
 * none      no number that exists
 */
export type PhoneProblem = 'personal' | 'two' | 'short' | 'none';

const SHORTEST = 7;

/** Reads a number where it is typed. Without a network the library may not come: then what looks like one number is taken. */
export async function readPhone(typed: string): Promise<Result<Phone, PhoneProblem>> {
  const text = typed.trim();
  if (text === '') return ok({ phone: '', phoneTyped: '' });
  if (isPersonal(text)) return refuse('personal');
  const numbers = numbersIn(text);
  if (numbers.length > 1) return refuse('two');
  if (!isOnePhone(text)) return refuse('none');
  const [number = ''] = numbers;
  if (number.replace('+', '').length < SHORTEST) return refuse('short');
  const library = await loadChunk(() => import('./phone-library.ts')).catch(() => null);
  const phone = library ? library.e164Of(number) : number;
  return phone === undefined ? refuse('none') : ok({ phone, phoneTyped: text });
}

const words: Readonly<Record<PhoneProblem, string>> = { personal: 'staff:phone.personal', two: 'staff:phone.two', short: 'staff:phone.short', none: 'staff:phone.none' };

/** How to mend it. Never with what was typed. */
export const phoneWords = (problem: PhoneProblem): string => t(words[problem]);
