import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../../domain/session.ts';
import { eveningBefore } from '../../../domain/reminder-facts.ts';
import { Button } from '../../../ui/Button.tsx';
import { Choices, Ticks } from '../../../ui/Choices.tsx';
import { formatTime, formatWhen } from '../../../ui/format.ts';
import { Select } from '../../../ui/Select.tsx';
import { usePromise } from '../../../ui/use-promise.ts';
import { useTold } from '../../../ui/use-told.ts';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import type { AddProps } from './AddToCalendar.tsx';
import { daysIn, entriesOf, titleOf } from './entries.ts';
import { calendarFile } from './file.ts';
import { asFile, canHandOver, handOver } from './share.ts';
import { isolate } from '../../../ui/isolate.ts';

const all = 'all';
const shownMost = 3;
type Word = 'app' | 'plain';
type Tick = 'title' | 'place' | 'alarm';

/** One session or all as a calendar file. The file is made on this phone; nothing of it is sent anywhere. */
export function Export({ sessions, isOff = false }: AddProps) {
  const { engine, now } = useExpert();
  const [which, choose] = useState(all);
  const [word, setWord] = useState<Word>('app');
  const [ticks, tick] = useState<Tick[]>([]);
  const chosen = {
    word: t(word === 'app' ? 'calendar:word.app' : 'calendar:word.plain'),
    title: ticks.includes('title'), place: ticks.includes('place'), alarm: ticks.includes('alarm'), off: t('calendar:off'),
  };
  const off = (session: Session): boolean => isOff || session.state === 'cancelled';
  const isAllOff = sessions.every(off);
  const found = sessions.filter(({ id }) => which === all || id === which);
  const taken = found.length > 0 ? found : sessions;
  const facts = taken.map(({ id, starts, ends, title, place, state }) => [id, starts, ends, title, place, state]);
  // Made beforehand: a phone hands a file over only at once after a tap.
  const file = usePromise(JSON.stringify([facts, chosen, isOff]), async () => asFile(calendarFile(await entriesOf(taken, engine.me.by, chosen, off), engine.env.now()), t('calendar:file', { days: daysIn(taken) })));
  return (
    <div class="stack">
      <p>{t('calendar:what')}</p>
      {sessions.length > 1 ? (
        <Select
          label={t('calendar:which')} value={which} onChoose={choose}
          options={[{ value: all, label: t('calendar:all', { count: sessions.length }) }, ...sessions.map(({ id, starts, title }) => ({ value: id, label: `${formatWhen(starts)}, ${isolate(title)}` }))]}
        />
      ) : null}
      {chosen.title ? null : (
        <Choices
          label={t('calendar:word.label')} value={word} onChoose={setWord}
          options={[{ value: 'app', label: t('calendar:word.app') }, { value: 'plain', label: t('calendar:word.plain') }]}
        />
      )}
      <Ticks
        label={t('calendar:more.label')} values={ticks} onChange={tick}
        options={[{ value: 'title', label: t('calendar:more.title') }, { value: 'place', label: t('calendar:more.place') }, ...(isAllOff ? [] : [{ value: 'alarm' as const, label: t('calendar:more.alarm') }])]}
      />
      <p class="small">{t('calendar:seen')}</p>
      <p>{t('calendar:looks', { count: taken.length })}</p>
      <ul class="written">
        {taken.slice(0, shownMost).map((session) => ({ ...session, isOff: off(session), named: titleOf(session, chosen, off(session)) })).map(({ id, starts, ends, place, isOff: without, named }) => (
          <li key={id}>
            {formatWhen(starts)}–{formatTime(ends)}, <bdi>{named}</bdi>
            {chosen.place && place ? `, ${isolate(place)}` : ''}
            {chosen.alarm && !without && eveningBefore(starts) > now.value ? <small>{t('calendar:rings', { when: formatWhen(eveningBefore(starts)) })}</small> : null}
          </li>
        ))}
        {taken.length > shownMost ? <li>{t('calendar:and-more', { count: taken.length - shownMost })}</li> : null}
      </ul>
      {file ? <Ways file={file} /> : null}
      <p class="small">{t(isAllOff ? 'calendar:still-off' : 'calendar:still')}</p>
    </div>
  );
}

function Ways({ file }: { file: File }) {
  const [address, setAddress] = useState<string>();
  const [told, tell] = useTold();
  useEffect(() => {
    tell('');
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <>
      <div class="buttons down">
        {canHandOver(file) ? (
          <Button look="main" onPress={async () => tell((await handOver(file)) ? t('calendar:saved') : '')}>
            {t('calendar:hand-over')}
          </Button>
        ) : null}
        {address ? (
          <a class={canHandOver(file) ? 'button' : 'button main'} href={address} download={file.name} onClick={() => tell(t('calendar:saved'))}>
            {t('calendar:save')}
          </a>
        ) : null}
      </div>
      {told ? <p>{told}</p> : null}
    </>
  );
}
