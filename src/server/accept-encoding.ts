/** Browsers send some 30 characters. What is longer is nobody's wish, and counts as none. */
const longest = 1_000;

/**
 * Which content codings a client takes (RFC 9110, 12.5.3). A coding that is not named is taken where `*` is; one whose
 * weight is 0, or no number, is not. Each character is looked at a fixed number of times, whatever it is.
 */
export function acceptedCodings(header: string | null): (coding: string) => boolean {
  const weights = new Map<string, number>();
  for (const part of header === null || header.length > longest ? [] : header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const weight = parameters.map((one) => one.split('=')).find(([key = '']) => key.trim() === 'q')?.[1];
    weights.set(name, weight === undefined ? 1 : Number(weight));
  }
  return (coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0;
}
