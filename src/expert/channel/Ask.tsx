import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { useWrite } from './use-write.ts';

interface AskProps {
  open: string;
  /** What happens then. */
  what: string;
  yes: string;
  no: string;
  onYes: () => Promise<unknown>;
}

/** Something that cannot be taken back: first what it does, then the button that does it. */
export function Ask({ open, what, yes, no, onYes }: AskProps) {
  const [isAsked, setAsked] = useState(false);
  const { isFull, write } = useWrite();
  if (!isAsked) return <Button onPress={() => setAsked(true)}>{open}</Button>;
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>{what}</p>
        {isFull ? <p>{t('errors:storage-full')}</p> : null}
        <div class="buttons">
          <Button onPress={async () => void (await write(onYes))}>{yes}</Button>
          <Button look="quiet" onPress={() => setAsked(false)}>
            {no}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
