import { useRef, useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { useDoing } from './use-doing.ts';
import { nameOf, sendProblemWords } from './words.ts';

/** The place to write. What is typed is kept at once; nothing leaves before "send". */
export function Write({ channel, thread }: { channel: ChannelEngine; thread: Thread }) {
  // What is typed and not in the store yet: with a full disk it stays on the screen.
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const { doing, trouble } = useDoing();
  const latest = useRef<string>(undefined);
  const isSending = useRef(false);
  const text = typed ?? channel.draft(thread.id);

  async function keep(value: string): Promise<void> {
    setTyped(value);
    latest.current = value;
    // The channel sends what lies in its store: what is typed meanwhile is the next message.
    if (isSending.current) return;
    if (await doing(async () => (await channel.saveDraft(thread.id, value), true))) setTyped((now) => (now === value ? undefined : now));
  }

  async function send(): Promise<void> {
    const sent = latest.current ?? channel.draft(thread.id);
    latest.current = sent;
    isSending.current = true;
    const done = await doing(async () => {
      await channel.saveDraft(thread.id, sent);
      return channel.send(thread.id, null);
    });
    isSending.current = false;
    setProblem(!done || done.ok ? undefined : sendProblemWords(done.reason));
    const now = latest.current;
    if (done?.ok) await keep(now.startsWith(sent) ? now.slice(sent.length).trimStart() : now);
    else if (done && now !== sent) await keep(now);
  }

  return (
    <>
      <Field label={t('staff:thread.write', { name: nameOf(thread) })} help={t('staff:thread.draft')} value={text} onInput={(value) => void keep(value)} rows={4} isPrivate problem={trouble ?? problem} />
      <Button look="main" private onPress={send}>
        {t('staff:thread.send')}
      </Button>
    </>
  );
}
