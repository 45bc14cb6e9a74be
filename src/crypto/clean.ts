// Texts come from keyboards, and from other programs by way of the clipboard: with line breaks of their own and with
// characters that no font shows. What is sealed must be what can be opened again, so it is cleaned first, never refused.

const breaks = /\r\n|[\r\u000B\u000C\u0085\u2028\u2029]/g;
const invisible = /[\u0000-\u0008\u000E-\u001F\u007F]/g;

/** A person's own text as it is kept: every line break is a line feed, other control characters but the tab are gone. */
export const cleanText = (text: string): string => text.replace(breaks, '\n').replace(invisible, '').normalize('NFC');

/** The same for every text in a payload. */
export function cleanPayload(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanPayload);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleanPayload(item)]));
}
