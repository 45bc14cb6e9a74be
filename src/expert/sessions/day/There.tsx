import { useEffect, useState } from 'preact/hooks';
import { language, loadWords, t } from '../../../ui/words.ts';
import { AsWritten } from '../AsWritten.tsx';
import type { Entry } from '../view.ts';
import { Cannot } from './Cannot.tsx';
import { Glance } from './Glance.tsx';
import { Late } from './Late.tsx';
import { NotToday } from './NotToday.tsx';
import { Own } from './Own.tsx';

/** The day itself. Everything here is on the phone and can be read without a network. */
export function There({ entry }: { entry: Entry }) {
  if (!useDayWords()) return null;
  return (
    <>
      <ToKnow entry={entry} />
      <section class="way-out stack">
        <Late entry={entry} />
        <Cannot entry={entry} />
      </section>
    </>
  );
}

/** What one needs in a corridor, without the ways out. */
export const DayItself = ({ entry }: { entry: Entry }) => (useDayWords() ? <ToKnow entry={entry} /> : null);

const ToKnow = ({ entry }: { entry: Entry }) => (
  <>
    <Glance entry={entry} />
    <Known entry={entry} />
    <Programme entry={entry} />
  </>
);

/** The way out of a session that is still some days ahead. */
export const CannotCome = ({ entry }: { entry: Entry }) =>
  useDayWords() ? (
    <section class="way-out stack">
      <Cannot entry={entry} />
    </section>
  ) : null;

/** The same page after "I can't make it today". */
export const NotThere = ({ entry }: { entry: Entry }) => (useDayWords() ? <NotToday entry={entry} /> : null);

/** The words of the day come with it; they are kept on the phone like all others. */
function useDayWords(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    void loadWords('day').then(() => setHas(true), () => undefined);
  }, [language()]);
  return has;
}

/** The day as the adults planned it, and beside it what one has chosen oneself where that is something else. */
function Programme({ entry }: { entry: Entry }) {
  const { session } = entry;
  const talk = session.programme.findLastIndex(({ what }) => /jälkijuttelu|eftersnack|after-?talk/i.test(what));
  return (
    <>
      {session.programme.length > 0 ? <h2>{t('sessions:programme')}</h2> : null}
      <ol class="programme">
        {session.programme.map(({ at, what }, index) => (
          <li key={`${at} ${what}`}>
            <span class="money">{at}</span>
            <div>
              <bdi>{what}</bdi>
              {index === talk ? <Own entry={entry} item="after" label={t('day:you-chose')} none="" /> : null}
            </div>
          </li>
        ))}
      </ol>
      {talk === -1 ? <Own entry={entry} item="after" label={t('checklist:item.after')} none="" /> : null}
    </>
  );
}

/** One's own signs, limits and choices, and what there is for everybody. */
function Known({ entry }: { entry: Entry }) {
  const { session } = entry;
  const told = (name: string, words: string | undefined) => {
    return words?.trim() ? (
      <p>
        <strong>{name}:</strong> <bdi>{words}</bdi>
      </p>
    ) : null;
  };
  const isAway = session.mode === 'remote';
  return (
    <div class="stack spaced">
      <Own entry={entry} item="break" label={t('day:break')} none={t('day:break-none')} />
      <Own entry={entry} item="noask" label={t('day:noask')} none={t('day:noask-none')} />
      {chosen.map((item) => (
        <Own key={item} entry={entry} item={item} label={t(`checklist:item.${item}`)} none="" />
      ))}
      {told(t('day:quiet'), session.quiet)}
      {told(t('day:food'), session.food)}
      <Own entry={entry} item="food" label={t('day:food-own')} none="" />
      {told(t('day:travel'), isAway ? '' : session.travel)}
      <Own entry={entry} item="travel" label={t('day:travel-own')} none="" />
      <AsWritten />
    </div>
  );
}

/** What one looks up on the day, too, where something was chosen. */
const chosen = ['t_qa', 'p_mode', 'p_remote', 'name', 'need'] as const;
