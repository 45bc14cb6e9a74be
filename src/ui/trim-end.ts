/** A text without these signs at its end. By hand: an expression would try the same run of signs again from each of them. */
export function trimEnd(text: string, signs: string): string {
  let end = text.length;
  while (end > 0 && signs.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** The beginning of a text, `most` signs at the most, with no word cut in two where there is a blank to end at. */
export function wholeWords(text: string, most: number): string {
  let end = Math.min(most, text.length);
  while (end > 0 && text.charAt(end - 1).trim() !== '') end -= 1;
  return end === 0 ? text.slice(0, most) : text.slice(0, end).trimEnd();
}
