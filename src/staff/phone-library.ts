// The only file that names the telephone library. Its metadata is large, so it comes when somebody types a number.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The number in one form (E.164), as in `+358501234567`; undefined where it is none that exists, or has an extension. */
export function e164Of(text: string): string | undefined {
  const found = parsePhoneNumberFromString(text, { defaultCountry: 'FI', extract: false });
  // Two numbers with a comma between them are taken for one with an extension: 1.13.16.
  return found?.isValid() && !found.ext ? found.number : undefined;
}
