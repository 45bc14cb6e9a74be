import { useEffect, useState } from 'preact/hooks';
import { language, loadWords, t } from '../../../ui/words.ts';
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

function Programme({ entry: { session } }: { entry: Entry }) {
  if (session.programme.length === 0) return null;
  return (
    <>
      <h2>{t('sessions:programme')}</h2>
      <ol class="programme">
        {session.programme.map(({ at, what }) => (
          <li key={`${at} ${what}`}>
            <span class="money">{at}</span>
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** One's own signs and limits, and what there is for everybody. */
function Known({ entry }: { entry: Entry }) {
  const { session } = entry;
  const lines = [
    [t('day:quiet'), session.quiet],
    [t('day:food'), session.food],
    [t('day:travel'), session.mode === 'remote' ? '' : session.travel],
  ].filter(([, words]) => words?.trim());
  return (
    <div class="stack spaced">
      <Own entry={entry} item="break" label={t('day:break')} none={t('day:break-none')} />
      <Own entry={entry} item="noask" label={t('day:noask')} none={t('day:noask-none')} />
      {lines.map(([name, words]) => (
        <p key={name}>
          <strong>{name}:</strong> {words}
        </p>
      ))}
    </div>
  );
}
