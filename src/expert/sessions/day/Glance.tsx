import { callAddress, readablePhone } from '../../../domain/phone.ts';
import { isRemoteLink } from '../../../domain/remote-link.ts';
import { useState } from 'preact/hooks';
import { dayOf } from '../../../domain/day.ts';
import { announceProblem } from '../../../ui/announce.tsx';
import { formatTime, formatWhen } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { language, t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import type { Entry } from '../view.ts';
import { whereWords } from '../words.ts';
import { RideLine } from './RideLine.tsx';
import { useIsCut } from './use-way.ts';
import { dayFrom, isElsewhere, isWebAddress, mapOf, phoneFor } from './view.ts';

/** What one looks up on the way: when, where, which door, who is there, and how one gets there. */
export function Glance({ entry }: { entry: Entry }) {
  const { engine, now } = useExpert();
  const { session, invitation } = entry;
  const isOffline = engine.sync.status.value.kind === 'offline' || !engine.env.isOnline();
  const door = session.door?.trim();
  const support = invitation.support?.trim();
  return (
    <section>
      {isOffline ? <Notice tone="wait">{t('day:offline')}</Notice> : null}
      <h2 class="digits today">{startWords(session.starts, dayFrom(session, now.value))}</h2>
      {isElsewhere(session.starts) ? <p class="small">{t('day:abroad', { when: new Date(session.starts).toLocaleString(language(), { weekday: 'short', hour: '2-digit', minute: '2-digit' }) })}</p> : null}
      <p>
        <strong>{[whereWords(session), door].filter(Boolean).join(', ')}</strong>
      </p>
      {session.meets ? <p>{session.meets}</p> : null}
      {support ? <p>{t('day:support', { name: support })}</p> : null}
      <p class="small">{t('day:until', { time: dayOf(session.starts) === dayOf(session.ends) ? formatTime(session.ends) : formatWhen(session.ends) })}</p>
      <RideLine entry={entry} />
      <Ways place={session.mode === 'remote' ? '' : session.place.trim()} phone={phoneFor(engine.live.value, session)} link={session.mode === 'room' || !isRemoteLink(session.link) ? '' : session.link} />
    </section>
  );
}

const startWords = (starts: string, day: ReturnType<typeof dayFrom>): string =>
  day === 'other' ? formatWhen(starts) : t(day === 'today' ? 'day:today' : 'day:tomorrow', { time: formatTime(starts) });

function Ways({ place, phone, link }: { place: string; phone: string; link: string }) {
  const { engine } = useExpert();
  const [isMapless, setMapless] = useState(false);
  const isCut = useIsCut();
  return (
    <>
      <div class="buttons">
        {isWebAddress(link) ? (
          <a class="button main" href={link} target="_blank" rel="noopener noreferrer">
            {t('sessions:open-link')}
          </a>
        ) : null}
        {place ? (
          <a
            class="button" href={mapOf(place)} target="_blank" rel="noopener noreferrer"
            onClick={(event) => {
              const isOnline = engine.env.isOnline();
              setMapless(!isOnline);
              if (isOnline) return;
              event.preventDefault();
              announceProblem(t('day:map-offline'));
            }}
          >
            {t('day:map')}
          </a>
        ) : null}
        {phone ? (
          <a class="button" href={callAddress(phone)} aria-label={t('sessions:call', { phone: readablePhone(phone) })}>
            {t('day:call')}
          </a>
        ) : null}
      </div>
      {isMapless && isCut ? <p>{t('day:map-offline')}</p> : null}
    </>
  );
}
