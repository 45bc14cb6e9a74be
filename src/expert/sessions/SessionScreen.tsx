import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { Parts } from '../../ui/Parts.tsx';
import { navigate } from '../../ui/router.tsx';
import { formatWhen } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { After } from './After.tsx';
import { Before } from './Before.tsx';
import { Invitation } from './Invitation.tsx';
import { There } from './There.tsx';
import { entryView, partFor } from './view.ts';
import type { Entry } from './view.ts';

interface SessionScreenProps {
  id: string;
  /** `1` before, `2` there, `3` after; without it the moment decides. */
  part?: string | undefined;
}

/** One session is one page: an invitation to answer, and after a yes its three parts. */
export function SessionScreen({ id, part }: SessionScreenProps) {
  const { engine, now } = useExpert();
  const entry = entryView(engine.live.value, engine.me.by, id);
  if (!entry) {
    return (
      <Page heading={t('sessions:missing.heading')} title={t('sessions:title')} back="/k">
        <p>{t('sessions:missing.words')}</p>
      </Page>
    );
  }
  const { session, invitation } = entry;
  const current = ['1', '2', '3'].indexOf(part ?? '');
  return (
    <Page heading={session.title} title={t('sessions:title')} back="/k">
      <p>{formatWhen(session.starts)}</p>
      {session.state === 'cancelled' ? <Notice tone="wait">{t('sessions:cancelled-words')}</Notice> : null}
      {invitation.state === 'accepted' ? (
        <Accepted entry={entry} current={current === -1 ? partFor(session, now.value) : current} />
      ) : (
        <Invitation entry={entry} />
      )}
    </Page>
  );
}

function Accepted({ entry, current }: { entry: Entry; current: number }) {
  return (
    <Parts
      label={t('sessions:part.all')}
      parts={[t('sessions:part.before'), t('sessions:part.there'), t('sessions:part.after')]}
      current={current}
      // One step in the history for the whole page: back leads to where the person came from.
      onChoose={(index) => navigate(`/k/${entry.session.id}/${index + 1}`, { replace: true })}
    >
      {current === 0 ? <Before entry={entry} /> : current === 1 ? <There entry={entry} /> : <After entry={entry} />}
    </Parts>
  );
}
