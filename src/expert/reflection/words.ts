import { formatDay, formatTime, formatWhen } from '../../ui/format.ts';
import { dayOf } from '../../domain/time.ts';
import { t } from '../../ui/words.ts';
import { listNames } from '../../ui/list.ts';
import type { SendProblem } from './actions.ts';
import type { How, Need, Prompt, Tick } from './draft.ts';
import type { Thought, Where } from './view.ts';

// Keys stand here whole, so that the test of the words finds them.

const hows: Record<How, string> = { well: 'reflection:how.well', ok: 'reflection:how.ok', both: 'reflection:how.both', heavy: 'reflection:how.heavy', unsure: 'reflection:how.unsure' };
const ticks: Record<Tick, string> = {
  said: 'reflection:tick.said', heard: 'reflection:tick.heard', unsaid: 'reflection:tick.unsaid', asked: 'reflection:tick.asked', bad: 'reflection:tick.bad',
  excited: 'reflection:tick.excited', tired: 'reflection:tick.tired',
};
const needs: Record<Need, string> = { rest: 'reflection:need.rest', company: 'reflection:need.company', call: 'reflection:need.call', nothing: 'reflection:need.nothing' };
const prompts: Record<Prompt, string> = { stayed: 'reflection:ask.stayed', unsaid: 'reflection:ask.unsaid', hope: 'reflection:ask.hope' };

export const howWord = (how: How): string => t(hows[how]);
export const tickWord = (tick: Tick): string => t(ticks[tick]);
export const needWord = (need: Need, name: string): string => t(needs[need], { name });
export const promptWord = (prompt: Prompt): string => t(prompts[prompt]);

export function thoughtTitle(thought: Pick<Thought, 'session' | 'at'>): string {
  const { session } = thought;
  return session ? t('reflection:about', { title: session.title, day: formatDay(dayOf(session.starts)) }) : t('reflection:own', { when: formatWhen(thought.at) });
}

const timeWords = (at: string, now: string): string => (dayOf(at) === dayOf(now) ? formatTime(at) : formatWhen(at));

/** Whom it was sealed to, and who has opened it, by first name. */
export interface Named {
  readonly to: readonly string[];
  readonly by: readonly string[];
}

/** Where own thoughts are, in words. Never "sent" before the server answered. Nobody is named who cannot open it. */
export function whereWords(where: Where, { to, by }: Named, now: string): string {
  switch (where.kind) {
    case 'draft': return t('reflection:where.draft');
    case 'kept': return t('reflection:where.kept');
    case 'queued': return t('reflection:where.queued');
    case 'sent': {
      const sent = t('reflection:where.sent', { time: timeWords(where.at, now) });
      return to.length > 0 ? `${sent} ${t('reflection:where.can-read', { names: listNames(to), count: to.length })}` : sent;
    }
    case 'seen': {
      const time = timeWords(where.at, now);
      return by.length > 0 ? t('reflection:where.seen', { names: listNames(by), count: by.length, time }) : t('reflection:where.seen-by-somebody', { time });
    }
    case 'refused': return t('reflection:where.refused');
    case 'withdrawn': return where.waiting ? t('reflection:where.withdrawing') : t('reflection:where.withdrawn');
  }
}

export function problemWords(problem: SendProblem, name: string): string {
  switch (problem) {
    case 'empty': return t('reflection:problem.empty');
    case 'too-long': return t('reflection:problem.too-long');
    case 'no-device': return t('reflection:problem.no-device', { name });
    case 'no-sealing': return t('reflection:problem.no-sealing');
    default: return t(`errors:${problem}`);
  }
}
