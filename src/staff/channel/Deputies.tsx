import { useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { announceProblem } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useHeard } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { useStaff } from '../context.ts';
import { namedIn, rememberNamed } from './named.ts';
import { useDoing } from './use-doing.ts';
import { colleaguesFor, contactIn, deputiesIn, genesisOf } from './view.ts';
import type { Named } from './view.ts';
import { nameOf } from './words.ts';

interface DeputiesProps {
  channel: ChannelEngine;
  thread: Thread;
}

const stateWords: Readonly<Record<Named['state'], string>> = { waits: 'contact:deputy.waits', reads: 'contact:deputy.reads', no: 'contact:deputy.refused' };

/** How whom one has named as deputy stands here: it is told where the conversation is read, and not only where one names them. */
export function DeputyStates({ channel, thread }: DeputiesProps) {
  const { engine } = useStaff();
  const named = contactIn(thread) === undefined ? deputiesIn(channel.state.value, thread, namedIn(engine.drafts.all.value, thread.id)) : [];
  const words = named.map(({ genesis, name, state }) => ({ genesis, isWaiting: state === 'waits', said: t(stateWords[state], { name }) }));
  useHeard(words.map(({ said }) => said).join(' '));
  return (
    <>
      {words.map(({ genesis, isWaiting, said }) => (
        <p key={genesis} class={isWaiting ? 'small wait' : 'small'}>
          {said}
        </p>
      ))}
    </>
  );
}

/** Names a colleague as deputy. */
export function Deputies({ channel, thread }: DeputiesProps) {
  const { engine } = useStaff();
  const { doing, trouble } = useDoing();
  const [isFull, setFull] = useState(false);
  const state = channel.state.value;
  const colleagues = colleaguesFor(state, thread);
  const isAlone = colleagues.length + thread.introduced.length === 0 && !thread.readers.some(({ role }) => role === 'deputy');
  const introduce = async (colleague: Thread) => {
    const done = await doing(async () => {
      await channel.introduce(thread.id, colleague.id);
      const genesis = genesisOf(colleague) ?? '';
      const isNamed = channel.state.value.threads.some(({ id, introduced }) => id === thread.id && introduced.some((one) => one.genesis === genesis));
      if (isNamed) await rememberNamed(engine, thread.id, genesis);
      return isNamed;
    });
    setFull(done === false);
    if (done === false) announceProblem(t('contact:deputy.too-many'));
  };
  return (
    <>
      <p>{t('contact:deputy.what', { name: nameOf(thread) })}</p>
      {isAlone ? <p class="small">{t('contact:deputy.none')}</p> : null}
      {colleagues.map((one) => (
        <Button key={one.id} onPress={() => introduce(one)}>
          {t('contact:deputy.introduce', { name: one.peer.name })}
        </Button>
      ))}
      {isFull ? <Notice tone="wait">{t('contact:deputy.too-many')}</Notice> : null}
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
    </>
  );
}
