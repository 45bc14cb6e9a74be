import type { ReflectionText } from '../../crypto/message.ts';
import { t } from '../../ui/words.ts';

// The words are those that the young person ticked. Keys stand here whole, so that the test of the words finds them.
const hows: Readonly<Record<NonNullable<ReflectionText['how']>, string>> = {
  well: 'reflection:how.well', ok: 'reflection:how.ok', both: 'reflection:how.both', heavy: 'reflection:how.heavy', unsure: 'reflection:how.unsure',
};
const ticks: Readonly<Record<string, string>> = {
  said: 'reflection:tick.said', heard: 'reflection:tick.heard', unsaid: 'reflection:tick.unsaid', asked: 'reflection:tick.asked', bad: 'reflection:tick.bad',
  excited: 'reflection:tick.excited', tired: 'reflection:tick.tired',
};
const needs: Readonly<Record<string, string>> = {
  rest: 'reflection:need.rest', company: 'reflection:need.company', call: 'reflection:need.call', nothing: 'reflection:need.nothing',
};

/** Labels that this version does not know are left out. */
const known = (labels: Readonly<Record<string, string>>, keys: readonly string[] | undefined, values: Record<string, string>): string[] =>
  (keys ?? []).flatMap((key) => (Object.hasOwn(labels, key) ? [t(labels[key] ?? '', values)] : []));

/** The wish to be called, in the words that were ticked; an empty text where there is none. */
export const callWish = (thought: ReflectionText, coordinator: string): string => known(needs, thought.needs?.filter((need) => need === 'call'), { name: coordinator }).join();

/** Headings and texts of a thought, in the order in which it was asked. Nothing that was left empty. */
export function partsOf(thought: ReflectionText, coordinator: string): readonly { heading: string; text: string }[] {
  return [
    { heading: t('reflection:ask.how'), text: thought.how ? t(hows[thought.how]) : '' },
    { heading: t('reflection:ask.ticks'), text: known(ticks, thought.ticks, {}).join('\n') },
    { heading: t('reflection:ask.stayed'), text: thought.text },
    { heading: t('reflection:ask.unsaid'), text: thought.unsaid ?? '' },
    { heading: t('reflection:ask.hope'), text: thought.hope ?? '' },
    { heading: t('staff:thoughts.needs'), text: known(needs, thought.needs, { name: coordinator }).join('\n') },
  ].filter((part) => part.text.trim() !== '');
}
