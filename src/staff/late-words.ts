import type { Live } from '../client/state.ts';
import type { Invitation } from '../domain/invitation.ts';
import { formatTime } from '../ui/format.ts';
import { t } from '../ui/words.ts';
import { nameOf } from './names.ts';

/** `Aino on myöhässä 20 min (klo 12.41)`; empty where nobody said so. 0 minutes: they could not say. */
export function lateWords(live: Live, { person, late }: Invitation): string {
  if (!late) return '';
  const values = { name: nameOf(live, person), minutes: late.minutes, time: formatTime(late.at) };
  return t(late.minutes > 0 ? 'duties:late.said' : 'duties:late.unsure', values);
}
