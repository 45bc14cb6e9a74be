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
  (keys ?? []).flatMap((key) => (labels[key] ? [t(labels[key], values)] : []));

/** Headings and texts of a thought, in the order in which it was asked. Nothing that was left empty. */
export function partsOf(thought: ReflectionText, myName: string): readonly { heading: string | null; text: string }[] {
  const how = thought.how ? [t(hows[thought.how])] : [];
  const ticked = [...how, ...known(ticks, thought.ticks, {})].join(' · ');
  const needed = known(needs, thought.needs, { name: myName }).join(' · ');
  return [
    { heading: null, text: ticked },
    { heading: t('reflection:ask.stayed'), text: thought.text },
    { heading: t('reflection:ask.unsaid'), text: thought.unsaid ?? '' },
    { heading: t('reflection:ask.hope'), text: thought.hope ?? '' },
    { heading: t('staff:thoughts.needs'), text: needed },
  ].filter((part) => part.text.trim() !== '');
}
