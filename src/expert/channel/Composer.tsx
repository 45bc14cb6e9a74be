import { useId, useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { callAddress, readablePhone } from '../../domain/phone.ts';
import { Button } from '../../ui/Button.tsx';
import { listNames } from '../../ui/list.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { unlessFull } from '../storage-full.ts';
import { send } from './actions.ts';
import { Attach } from './Attach.tsx';
import { useAboveKeyboard, useGrowing } from './use-composer.ts';
import { hasWritten, readersOf, whoToCall } from './view.ts';
import { nameOf, readerWords, sendProblemWords, textLimit } from './words.ts';

const starters = ['channel:starter.wrong', 'channel:starter.unsafe', 'channel:starter.call'] as const;

interface ComposerProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** The field for a message, with "send" beside it. What is typed is on the phone at once; nothing leaves before "send". */
export function Composer({ channel, thread }: ComposerProps) {
  const { engine } = useExpert();
  const id = useId();
  // What is typed and not in the store yet: on a full phone it stays on the screen.
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const text = typed ?? channel.draft(thread.id);
  const place = useAboveKeyboard();
  const field = useGrowing(text);

  async function keep(value: string): Promise<void> {
    setTyped(value);
    const done = await unlessFull(() => channel.saveDraft(thread.id, value));
    setProblem(done === 'full' ? t('errors:storage-full') : undefined);
    if (done !== 'full') setTyped((now) => (now === value ? undefined : now));
  }

  async function press(): Promise<void> {
    const done = await unlessFull(async () => {
      // The channel sends what lies in its store.
      if (typed !== undefined) await channel.saveDraft(thread.id, typed);
      setTyped(undefined);
      return send(engine, channel, thread.id);
    });
    if (done === 'full') setProblem(t('errors:storage-full'));
    else setProblem(done && sendProblemWords(done, nameOf(thread.peer.name)));
    // The keyboard stays for the next words.
    field.current?.focus();
  }

  const start = (words: string) => {
    field.current?.focus();
    return keep(`${words} `);
  };
  const call = whoToCall(thread);
  const left = textLimit - text.length;
  const wrong = left < 0 ? t('channel:too-long', { limit: textLimit }) : problem;
  const help = left < 500 && left >= 0 ? t('channel:left', { count: left }) : text === '' ? undefined : t('channel:draft');
  return (
    <>
      {text === '' && !hasWritten(thread) ? (
        <div class="buttons chips" role="group" aria-label={t('channel:starters')}>
          {starters.map((key) => (
            <Button key={key} onPress={() => start(t(key))}>
              {t(key)}
            </Button>
          ))}
        </div>
      ) : null}
      <div class="composer" ref={place}>
        <div class="write">
          <label class="unseen" for={id}>
            {t('channel:write')}
          </label>
          <textarea
            id={id} ref={field} rows={1} value={text} placeholder={t('channel:write')} spellcheck={false} autocomplete="off" autocorrect="off"
            aria-describedby={`${id}-said`} aria-invalid={wrong ? 'true' : undefined} onInput={(event) => void keep(event.currentTarget.value)}
          />
          <Button look="main" private onPress={press}>
            {t('channel:send.now')}
          </Button>
        </div>
        <p class="small" id={`${id}-said`}>
          {wrong ? <span class="problem">{wrong}</span> : help} <span class="private-ink">{t('channel:to', { names: listNames(readersOf(thread).map(readerWords)) })}</span>
        </p>
        <div class="beside">
          <Attach />
          {call.phone ? (
            <a class="button quiet" href={callAddress(call.phone)} aria-label={t('channel:call', { name: nameOf(call.name), phone: readablePhone(call.phone) })}>
              {t('channel:call-short')}
            </a>
          ) : null}
        </div>
      </div>
    </>
  );
}
