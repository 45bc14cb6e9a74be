import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link, navigate } from '../../ui/router.tsx';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { olderThreads } from '../thread.ts';
import { Ask } from './Ask.tsx';
import { Devices } from './Devices.tsx';
import { places } from './places.ts';
import { Receipt } from './Receipt.tsx';
import { deputiesOf } from './view.ts';
import { nameOf } from './words.ts';

interface MenuPageProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** What is seldom done with a conversation. */
export function MenuPage({ channel, thread }: MenuPageProps) {
  const older = olderThreads(channel.state.value);
  const name = nameOf(thread.peer.name);
  return (
    <Page heading={t('channel:menu.title')} title={t('channel:title')} back="/v">
      <ul class="rows">
        <Row to={places.limits}>{t('channel:sees.link')}</Row>
      </ul>
      <Receipt channel={channel} thread={thread} />
      <Devices channel={channel} />
      <Standing channel={channel} thread={thread} />
      <h2>{t('channel:change.title')}</h2>
      <p>{t('channel:change.what')}</p>
      <Link to={places.pair} class="button">
        {t('channel:pair.have')}
      </Link>
      {older.length > 0 ? (
        <>
          <h2>{t('channel:older.title')}</h2>
          <ul class="rows">
            {older.map((one, index) => (
              <Row key={one.id} to={`${places.older}${index + 1}`}>
                {one.peer.name || t('channel:someone')}
              </Row>
            ))}
          </ul>
        </>
      ) : null}
      <h2>{t('channel:end.title')}</h2>
      {thread.state === 'open' || thread.state === 'changed' ? (
        <Ask open={t('channel:end.open')} what={t('channel:end.what', { name })} yes={t('channel:end.yes')} no={t('channel:end.no')} onYes={() => channel.close(thread.id).then(() => navigate('/v', { replace: true }))} />
      ) : (
        <Forget channel={channel} thread={thread} />
      )}
    </Page>
  );
}

function Row({ to, children }: { to: string; children: string }) {
  return (
    <li>
      <Link class="goes" to={to}>
        <span>{children}</span>
      </Link>
    </li>
  );
}

/** Those who stand in after a yes: a no may come at any time. */
function Standing({ channel, thread }: MenuPageProps) {
  const deputies = deputiesOf(thread);
  const [said, tell] = useTold();
  if (deputies.length === 0) return said ? <p>{said}</p> : null;
  return (
    <>
      <h2>{t('channel:deputy.title')}</h2>
      {deputies.map(({ genesis, name, has = true }) => (
        <div key={name}>
          <p>{has ? t('channel:deputy.reads', { deputy: name }) : t('channel:who.deputy-waits', { names: nameOf(name), count: 1 })}</p>
          {genesis ? (
            <Button onPress={() => channel.answerDeputy(thread.id, genesis, false).then(() => tell(t('channel:deputy.ended', { deputy: nameOf(name) })))}>
              {t('channel:deputy.end', { deputy: nameOf(name) })}
            </Button>
          ) : null}
        </div>
      ))}
    </>
  );
}

/** Takes a conversation that is over away from this phone. */
export function Forget({ channel, thread }: MenuPageProps) {
  return <Ask open={t('channel:forget.open')} what={t('channel:forget.what')} yes={t('channel:forget.yes')} no={t('channel:end.no')} onYes={() => channel.forget(thread.id).then(() => navigate('/v', { replace: true }))} />;
}
