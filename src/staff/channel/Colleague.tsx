import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { Forget } from './More.tsx';
import { places } from './places.ts';
import { Sure } from './Sure.tsx';
import { nameOf, stateWords } from './words.ts';

/** Somebody with whom one shares conversations, and no messages. */
export function Colleague({ channel, thread }: { channel: ChannelEngine; thread: Thread }) {
  const name = nameOf(thread);
  if (thread.state !== 'open') {
    return (
      <>
        <h2>{name}</h2>
        <Notice tone="wait">{stateWords(thread, 'long')}</Notice>
        <Forget channel={channel} thread={thread} />
      </>
    );
  }
  return (
    <>
      <h2>{name}</h2>
      <p>{t('contact:colleague.what', { name })}</p>
      <Sure
        what={t('contact:colleague.end')} begin={t('contact:colleague.begin')} yes={t('contact:end.yes')} no={t('contact:end.no')}
        onYes={async () => {
          await channel.close(thread.id);
          navigate(places.inbox, { replace: true });
        }}
      />
    </>
  );
}
