import { useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { announce } from '../../ui/announce.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { useWrite } from './use-write.ts';
import { nameOf } from './words.ts';

interface DeputiesProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** May somebody stand in for the contact person? Without a yes they read nothing. */
export function Deputies({ channel, thread }: DeputiesProps) {
  const { isFull, write } = useWrite();
  const [said, setSaid] = useState<string>();
  const name = nameOf(thread.peer.name);
  return (
    <>
      {said ? <Notice tone="ok">{said}</Notice> : null}
      {thread.introduced.map((one) => {
        const deputy = nameOf(one.name);
        const answer = (yes: boolean) => async () => {
          if ((await write(() => channel.answerDeputy(thread.id, one.genesis, yes))) === 'full') return;
          const words = yes ? t('channel:deputy.said-yes', { deputy }) : t('channel:deputy.said-no', { deputy });
          setSaid(words);
          announce(words);
          // The question has left the page, and the focus with it.
          focusHeading();
        };
        return (
          <section key={one.genesis} class="card stack">
            <h2>{t('channel:deputy.ask', { name, deputy })}</h2>
            <p>{one.organisation ? t('channel:deputy.from', { deputy: one.name, organisation: one.organisation }) : one.name}</p>
            <p>{t('channel:deputy.what', { deputy })}</p>
            {isFull ? <Notice tone="problem">{t('errors:storage-full')}</Notice> : null}
            <div class="buttons">
              <Button onPress={answer(true)}>{t('channel:deputy.yes')}</Button>
              <Button onPress={answer(false)}>{t('channel:deputy.no')}</Button>
            </div>
          </section>
        );
      })}
    </>
  );
}
