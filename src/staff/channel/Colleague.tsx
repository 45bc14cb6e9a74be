import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { Forget } from './More.tsx';
import { namedIn } from './named.ts';
import { places } from './places.ts';
import { Sure } from './Sure.tsx';
import { contactIn, deputiesIn, genesisOf } from './view.ts';
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
      <Where channel={channel} colleague={thread} />
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

const whereWords = { waits: 'contact:colleague.waits', reads: 'contact:colleague.reads', no: 'contact:colleague.refused' } as const;

/** In which conversations one has named this colleague, and what came of it. */
function Where({ channel, colleague }: { channel: ChannelEngine; colleague: Thread }) {
  const { engine } = useStaff();
  const state = channel.state.value;
  const named = state.threads
    .filter((one) => one.kind === 'channel' && one.state === 'open' && contactIn(one) === undefined)
    .flatMap((one) => deputiesIn(state, one, namedIn(engine.drafts.all.value, one.id)).filter(({ genesis }) => genesis === genesisOf(colleague)).map((deputy) => ({ ...deputy, one })));
  if (named.length === 0) return null;
  return (
    <ul class="points stack">
      {named.map(({ one, state: is }) => (
        <li key={one.id}>{t(whereWords[is], { young: nameOf(one) })}</li>
      ))}
    </ul>
  );
}
