import { Page } from '../../ui/Page.tsx';
import { Parts } from '../../ui/Parts.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { didTakeBack } from './actions.ts';
import { After } from './After.tsx';
import { AskedAgain } from './AskedAgain.tsx';
import { Asking } from './Asking.tsx';
import { Before } from './Before.tsx';
import { Cancelled } from './Cancelled.tsx';
import { Corrected } from './Corrected.tsx';
import { Invitation } from './Invitation.tsx';
import { NotThere, There } from './day/There.tsx';
import { RefusedAnswer } from './RefusedAnswer.tsx';
import { entryView, isLeftToday, partFor } from './view.ts';
import type { Entry } from './view.ts';
import { whenWords, whereWords } from './words.ts';

interface SessionScreenProps {
  id: string;
  /** `1` before, `2` there, `3` after; `r` an answer that one comes to read; without it the moment decides. */
  part?: string | undefined;
}

/** One session is one page: an invitation to answer, after a yes its three parts, and what became of it otherwise. */
export function SessionScreen({ id, part }: SessionScreenProps) {
  const { engine, now } = useExpert();
  const entry = entryView(engine.live.value, engine.me.by, id, now.value);
  if (!entry) {
    return (
      <Page heading={t('sessions:missing.heading')} title={t('sessions:title')} back="/k">
        <p>{t('sessions:missing.words')}</p>
      </Page>
    );
  }
  const { session } = entry;
  const chosen = ['1', '2', '3'].indexOf(part ?? '');
  const forReply = part === 'r';
  const current = forReply ? 0 : chosen === -1 ? partFor(session, now.value) : chosen;
  // Before and on the day say when and where themselves.
  const isSaid = entry.stand === 'accepted' && session.state !== 'cancelled' && current !== 2;
  return (
    <Page heading={session.title} title={t('sessions:title')} back="/k">
      {isSaid ? null : (
        <>
          <p>{whenWords(session)}</p>
          {entry.stand === 'accepted' ? null : <p>{whereWords(session)}</p>}
        </>
      )}
      <RefusedAnswer entry={entry} />
      <Body key={forReply ? part : null} entry={entry} current={current} forReply={forReply} />
    </Page>
  );
}

interface BodyProps {
  entry: Entry;
  current: number;
  forReply: boolean;
}

function Body({ entry, current, forReply }: BodyProps) {
  const expert = useExpert();
  if (entry.session.state === 'cancelled') return <Cancelled entry={entry} />;
  if (isLeftToday(entry, expert.now.value, didTakeBack(expert, entry.invitation.id))) {
    return (
      <>
        <NotThere entry={entry} />
        <Asking entry={entry} />
      </>
    );
  }
  switch (entry.stand) {
    case 'accepted':
      return <Accepted entry={entry} current={current} forReply={forReply} />;
    case 'asked-again':
      return <AskedAgain entry={entry} />;
    case 'open':
    case 'declined':
    case 'withdrawn':
      return <Invitation entry={entry} />;
  }
}

function Accepted({ entry, current, forReply }: BodyProps) {
  return (
    <>
      <Corrected entry={entry} />
      <Parts
        label={t('sessions:part.all')}
        parts={[t('sessions:part.before'), t('sessions:part.there'), t('sessions:part.after')]}
        current={current}
        // One step in the history for the whole page: back leads to where the person came from.
        onChoose={(index) => navigate(`/k/${entry.session.id}/${index + 1}`, { replace: true })}
      >
        {current === 0 ? <Before entry={entry} forReply={forReply} /> : current === 1 ? <There entry={entry} /> : <After entry={entry} />}
      </Parts>
    </>
  );
}
