import { PHONE_MAX } from '../../crypto/message.ts';

const days = /^\d{1,2}\.\s?\d{1,2}\.\s?(\d{2}|\d{4})?$/;
/** The Finnish personal identity code: day, sign of the century, three digits and a check (dvv.fi, "Henkilötunnus"). */
const identity = /^\d{6}[-+]\d{3}\d$/;

/**
 * Can this be one number to call? Digits as people space them, and no day, identity code or second number beside it.
 * Whether it is anybody's, only a call tells.
 */
export function isPhone(typed: string): boolean {
  const phone = typed.trim();
  if (phone.length > PHONE_MAX || days.test(phone) || identity.test(phone)) return false;
  return /^[+\d(][\d \u00a0().-]*$/.test(phone) && /^\d{5,15}$/.test(phone.replace(/\D/g, ''));
}

/** Without the zero that falls away behind a country's number: +358 (0)50 is +35850. */
export const asCalled = (typed: string): string => typed.trim().replace(/^(\+\d{1,3})\s*\(0\)\s*/, '$1 ');
