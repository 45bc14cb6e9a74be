import type { Fee } from '../../domain/fee.ts';
import type { Session } from '../../domain/session.ts';
import type { FeeOffer, Terms } from '../../domain/terms.ts';
import { dayOf, repeatedHour } from '../../domain/time.ts';
import { areSame } from '../../domain/terms-facts.ts';
import { formatDay, formatMoney, formatTime, formatWhen } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import type { Entry } from './view.ts';

const types: Record<Session['type'], string> = {
  training_talk: 'sessions:type.talk',
  working_group: 'sessions:type.group',
  codev_series: 'sessions:type.series',
  panel_hybrid: 'sessions:type.panel',
  client_pair: 'sessions:type.pair',
  series_part: 'sessions:type.part',
  group_lead: 'sessions:type.lead',
  forum: 'sessions:type.forum',
  peer_supervision: 'sessions:type.peer',
  pre_talk: 'sessions:type.pre-talk',
  after_talk: 'sessions:type.after-talk',
};

export const typeWords = (session: Pick<Terms, 'type'>): string => t(types[session.type]);

const including: Record<FeeOffer['includes'], string> = {
  'prep-and-after': 'sessions:fee.includes-both',
  prep: 'sessions:fee.includes-prep',
  'not-stated': 'sessions:fee.includes-unknown',
};

/** `50,00 € ennen veroa`, or by the hour; the words for no fee where none is paid. */
export function feeSum({ fee }: Pick<Terms, 'fee'>): string {
  if (!fee) return t('sessions:fee.none');
  const sum = formatMoney(fee.cents);
  return fee.unit === 'hour' ? t('sessions:fee.hour', { sum }) : t('sessions:fee.once', { sum });
}

/** All that is promised of the fee, as sentences: what it covers, and the day, only if there is one. */
export function feeSentences({ fee }: Pick<Terms, 'fee'>): string[] {
  if (!fee) return [t('sessions:fee.none')];
  const day = fee.payDay === null ? t('sessions:fee.no-day') : t('sessions:fee.day', { day: formatDay(fee.payDay) });
  return [feeSum({ fee }), t(including[fee.includes]), day];
}

const states: Record<Fee['state'], string> = {
  planned: 'fees:state.planned', held: 'fees:state.held', hours_confirmed: 'fees:state.hours', approved: 'fees:state.approved',
  sent_to_payment: 'fees:state.sent', paid: 'fees:state.paid',
};

export const feeState = (fee: Fee): string => t(states[fee.state]);

const pastStates: Record<Fee['state'], string> = {
  planned: 'sessions:past-fee.planned', held: 'sessions:past-fee.held', hours_confirmed: 'sessions:past-fee.hours', approved: 'sessions:past-fee.approved',
  sent_to_payment: 'sessions:past-fee.sent', paid: 'sessions:past-fee.paid',
};

/** What becomes of the fee of a cancelled session; undefined where this person's yes does not count. The desk shows it beforehand (staff/sessions/Cancel.tsx). */
export function cancelledFee(entry: Entry): string | undefined {
  const terms = countedTerms(entry);
  if (!terms) return undefined;
  if (!terms.fee) return t('sessions:fee.none');
  switch (entry.session.cancelled?.fee) {
    case 'paid':
      return t('sessions:cancelled-fee.paid', { sum: feeSum(terms) });
    case 'not-paid':
      return t('sessions:cancelled-fee.not-paid');
    case undefined:
      return t('sessions:cancelled-fee.unknown');
  }
}

/** What this person's fee goes by; undefined where no yes of theirs counts. */
function countedTerms({ session, invitation, decision, stand }: Entry): Pick<Terms, 'fee'> | undefined {
  if (stand !== 'accepted') return undefined;
  // A yes that is still held counts only where it came before the cancelling, and to these very terms (domain/settle-answer.ts).
  const held = decision?.state === 'held' && decision.at < (session.cancelled?.at ?? '') ? decision.terms : null;
  if (held && areSame(held, session)) return held;
  return invitation.state === 'accepted' ? (invitation.agreed?.terms ?? session) : undefined;
}

/** Where the fee of a past session stands, in words that say that it is the fee. */
export const pastFee = (fee: Fee): string => t(pastStates[fee.state]);

/** The place, or that it is held over the net. */
export const whereWords = (session: Pick<Terms, 'mode' | 'place'>): string =>
  session.mode === 'remote' ? t('sessions:remote') : session.mode === 'hybrid' ? t('sessions:hybrid', { place: session.place }) : session.place;

/** `ti 24.11. klo 15.00–17.00`; the day again where it goes on past midnight. */
export function whenWords({ starts, ends }: Pick<Terms, 'starts' | 'ends'>): string {
  return `${marked(starts, formatWhen(starts))}–${dayOf(starts) === dayOf(ends) ? clockWords(ends) : marked(ends, formatWhen(ends))}`;
}

/** `15.00` */
export const clockWords = (instant: string): string => marked(instant, formatTime(instant));

/** Of the hour that comes twice in October the words say which one it is. */
function marked(instant: string, time: string): string {
  const which = repeatedHour(instant);
  return which ? t(which === 'first' ? 'sessions:hour.first' : 'sessions:hour.second', { time }) : time;
}
