import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { useWrite } from './use-write.ts';

/** Takes a message back after a question. */
export function TakeBack({ onYes, name }: { onYes: () => Promise<void>; name: string }) {
  const [isAsked, setAsked] = useState(false);
  const { isFull, write } = useWrite();
  if (!isAsked) {
    return (
      <Button look="quiet" onPress={() => setAsked(true)}>
        {t('channel:take-back.ask')}
      </Button>
    );
  }
  return (
    <>
      <p>{t('channel:take-back.what', { name })}</p>
      {isFull ? <p class="problem">{t('errors:storage-full')}</p> : null}
      <div class="buttons">
        <Button
          onPress={async () => {
            if ((await write(onYes)) !== 'full') focusHeading();
          }}
        >
          {t('channel:take-back.yes')}
        </Button>
        <Button look="quiet" onPress={() => setAsked(false)}>
          {t('channel:take-back.no')}
        </Button>
      </div>
    </>
  );
}
