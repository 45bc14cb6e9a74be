import { useLayoutEffect } from 'preact/hooks';
import type { ChannelEngine, Pairing, Thread } from '../../channel/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { TryNow } from '../TryNow.tsx';
import { OtherRoutes } from './OtherRoutes.tsx';
import { places } from './places.ts';
import { useWrite } from './use-write.ts';
import { lateOf, whoToCall } from './view.ts';
import { nameOf } from './words.ts';

/** A message that waits for too long: other ways, said without a network as well. */
export function Late({ thread }: { thread: Thread }) {
  const { now } = useExpert();
  const late = lateOf(thread, now.value);
  const { peer } = thread;
  if (!late) return null;
  return (
    <Notice tone="wait">
      <div class="stack">
        {late === 'stuck' ? <p>{t('channel:late.stuck')}</p> : <p>{t('channel:late.unread', { name: nameOf(peer.name) })}</p>}
        {late === 'overdue' && peer.promise > 0 ? <p>{t('channel:late.promise', { count: peer.promise })}</p> : null}
        <OtherRoutes contact={whoToCall(thread)} />
      </div>
    </Notice>
  );
}

const troubles = { 'no-network': 'channel:trouble.no-network', unreachable: 'channel:trouble.unreachable', full: 'channel:trouble.full', busy: 'channel:trouble.busy' } as const;

/** Messages do not get through: what is safe, and a try at once for whoever does not want to wait. */
export function Trouble({ channel }: { channel: ChannelEngine }) {
  const { trouble } = channel.state.value;
  return (
    <>
      {trouble ? <p class="small wait">{t(troubles[trouble])}</p> : null}
      {trouble === 'busy' ? <OtherRoutes contact={channel.state.value.threads.find(({ state, kind }) => state === 'open' && kind === 'channel')?.peer} /> : null}
      <TryNow isOffered={trouble !== null} tries={() => channel.look().then(() => channel.state.value.trouble === null)} />
    </>
  );
}

/** What is known to have been sent and is not here, and what is here and does not open: one calm line each. */
export function Gaps({ thread: { missing, unopened, peer } }: { thread: Thread }) {
  const name = nameOf(peer.name);
  return (
    <>
      {missing > 0 ? <p class="small wait">{t('channel:missing', { count: missing, name })}</p> : null}
      {unopened > 0 ? <p class="small wait">{t('channel:unopened', { count: unopened, name })}</p> : null}
    </>
  );
}

/** Why nothing can be written here now, what is safe, and what to do. */
export function Stopped({ thread: { state, peer } }: { thread: Thread }) {
  const name = nameOf(peer.name);
  if (state === 'open') return null;
  return (
    <Notice tone="wait">
      <div class="stack">
        {state === 'changed' ? (
          <>
            <p>{t('channel:changed.what', { name })}</p>
            <p>{t('channel:changed.why', { name })}</p>
            <p>{t('channel:changed.safe')}</p>
          </>
        ) : (
          <>
            <p>{t('channel:closed.what')}</p>
            <p>{t('channel:closed.next')}</p>
          </>
        )}
        <Link to={places.pair} class="button">
          {state === 'changed' ? t('channel:changed.pair') : t('channel:pair.have')}
        </Link>
      </div>
    </Notice>
  );
}

/** A pairing that was left, or that has just ended well. */
export function PairingNotice({ channel, pairing: { step, what, role, peer } }: { channel: ChannelEngine; pairing: Pairing }) {
  if (step !== 'done') {
    return (
      <Notice>
        <p>{t('channel:pair.under-way')}</p>
        <Link to={places.pair} class="button">
          {t('channel:pair.take-up')}
        </Link>
      </Notice>
    );
  }
  return <Done channel={channel} words={what !== 'device' ? t('channel:pair.done', { name: nameOf(peer?.name ?? '') }) : role === 'host' ? t('channel:pair.done-host') : t('channel:pair.done-guest')} />;
}

/** Said until the person goes on to something else. */
function Done({ channel, words }: { channel: ChannelEngine; words: string }) {
  const { write } = useWrite();
  // In layout: who is gone within a frame has seen it, too.
  useLayoutEffect(() => () => void write(() => channel.endPairing()), [channel]);
  return <p class="small ok">{words}</p>;
}
