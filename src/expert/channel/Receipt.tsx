import { useRef, useState } from 'preact/hooks';
import type { ChannelEngine, Thread } from '../../channel/types.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText, selectText } from '../../ui/copy-text.ts';
import { useTold } from '../../ui/use-told.ts';
import { t } from '../../ui/words.ts';
import { receiptWords } from './words.ts';

interface ReceiptProps {
  channel: ChannelEngine;
  thread: Thread;
}

/** What was written, sent and read when, as text of one's own. It is shown after a tap only: somebody may be looking. */
export function Receipt({ channel, thread }: ReceiptProps) {
  const [isShown, setShown] = useState(false);
  const [said, tell] = useTold();
  const shown = useRef<HTMLParagraphElement>(null);
  async function copy(): Promise<void> {
    if (await copyText(channel.receipt(thread.id, receiptWords()))) return tell(t('errors:waiting.copied'));
    setShown(true);
    tell(t('errors:waiting.not-copied'));
    // Once it is drawn.
    requestAnimationFrame(() => shown.current && selectText(shown.current));
  }
  return (
    <>
      <h2>{t('channel:receipt.title')}</h2>
      <p>{t('channel:receipt.what')}</p>
      {isShown ? (
        <p ref={shown} class="written">
          {channel.receipt(thread.id, receiptWords())}
        </p>
      ) : null}
      <div class="buttons">
        <Button onPress={() => setShown(!isShown)}>
          {isShown ? t('channel:receipt.hide') : t('channel:receipt.show')}
        </Button>
        <Button onPress={copy}>{t('errors:waiting.copy')}</Button>
      </div>
      <p class="small">{said}</p>
    </>
  );
}
