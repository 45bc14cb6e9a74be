import type { Live } from '../../client/state.ts';
import type { Session } from '../../domain/session.ts';
import { addDays, dayOf } from '../../domain/time.ts';
import { trimEnd } from '../../ui/trim-end.ts';
import { findRate, usualRates } from '../rates.ts';
import type { SessionType } from '../session-types.ts';
import { sensibleReplyBy } from './clock.ts';
import { emptyForm, formOf } from './form.ts';
import type { PlanForm } from './form.ts';
import { aims, templateOf, themeOf, titleOf } from './templates.ts';
import { compareCodes } from '../../domain/compare.ts';

/** Who plans, and what the project has planned before. */
export interface Planner {
  readonly live: Live;
  readonly name: string;
  readonly phone: string;
  readonly now: string;
}

const WEEK = 7;
const FEW = 5;

/** The newest plan first. */
export const earlier = (live: Live): readonly Session[] => [...live.all('session')].filter(({ state }) => state !== 'cancelled').sort((a, b) => compareCodes(b.starts, a.starts));

/** A few earlier sessions to begin from, each title once. */
export function likely(live: Live): readonly Session[] {
  const titles = new Set<string>();
  return earlier(live).filter(({ title }) => !titles.has(title) && titles.add(title)).slice(0, FEW);
}

/** The rate that this kind had last; else the usual one of the table that the project goes by; else the usual one. */
export function usualRate(live: Live, type: SessionType): string {
  const paid = earlier(live).flatMap((session) => (session.fee && findRate(session.fee.rate) ? [{ type: session.type, rate: session.fee.rate }] : []));
  const same = paid.find((one) => one.type === type);
  if (same) return same.rate;
  const table = findRate(paid[0]?.rate ?? '')?.table;
  const usual = usualRates[type];
  return usual.find((rate) => findRate(rate)?.table === table) ?? usual[0] ?? '';
}

/** A form from a template. What becomes of the fee when somebody stops is the organisation's to say: as it said last, or nothing. */
export function fromTemplate({ live, name, phone }: Planner, type: SessionType, number = 1): PlanForm {
  const template = templateOf(type, number);
  return {
    ...emptyForm(name), ...template, meets: template.mode === 'remote' ? '' : name, phone, rate: usualRate(live, type),
    ifStopped: earlier(live).find((one) => one.ifStopped)?.ifStopped ?? '',
  };
}

/** The rate of an earlier session for a new one; a rate that is in no table of today is chosen anew. */
const rateOf = (session: Session): string => (session.fee && findRate(session.fee.rate) ? session.fee.rate : '');

/** As an earlier session was, but for its day, its link, and the plan that was to be commented on. */
export function likeEarlier(session: Session): PlanForm {
  const form = formOf(session);
  return { ...form, day: '', replyBy: '', payDay: '', link: '', rate: rateOf(session), ...noComment };
}

const noComment = { hasComment: false, commentPlan: '', commentBy: '', commentRate: '' } as const;

export const hasNextPart = ({ part }: Session): boolean => part !== undefined && part !== null && part.number < part.of;

/** The next part of a series: a week later at the same time, with the next number and theme. */
export function nextPart(session: Session, now: string): PlanForm {
  const form = { ...likeEarlier(session), link: session.link };
  const before = { partNumber: form.partNumber, partOf: form.partOf, theme: form.theme };
  const number = Number(form.partNumber) + 1;
  const isThree = session.type === 'series_part' && session.part?.of === 3;
  const after = { partNumber: String(number), partOf: form.partOf, theme: isThree ? themeOf(number) : '' };
  const day = addDays(dayOf(session.starts), WEEK);
  return {
    ...form, ...after, day, replyBy: sensibleReplyBy(day, now), title: renamed(session, before, after),
    aim: isThree && form.aim === aims(number - 1) ? aims(number) : form.aim,
  };
}

type Part = Pick<PlanForm, 'partNumber' | 'partOf' | 'theme'>;

/** The name with the number and the theme of the next part, where the earlier one had them in it. */
function renamed({ type, title }: Session, before: Part, after: Part): string {
  if (title === titleOf(type, before)) return titleOf(type, after);
  const numbered = title.replace(`${before.partNumber}/${before.partOf}`, `${after.partNumber}/${after.partOf}`);
  if (before.theme === '' || !numbered.includes(before.theme)) return numbered;
  return after.theme === '' ? trimEnd(numbered.replace(before.theme, ''), ' \t\n\u00A0:,–-') : numbered.replace(before.theme, after.theme);
}
