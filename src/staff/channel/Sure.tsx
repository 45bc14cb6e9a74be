import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useDoing } from './use-doing.ts';

interface SureProps {
  what?: string;
  begin: string;
  yes: string;
  no: string;
  onYes: () => Promise<void>;
}

/** Something that cannot be taken back, asked for twice. What changes nothing stands first, where a second tap would land. */
export function Sure({ what, begin, yes, no, onYes }: SureProps) {
  const [isAsked, setAsked] = useState(false);
  const { doing, trouble } = useDoing();
  return (
    <>
      {what ? <p>{what}</p> : null}
      {trouble ? <Notice tone="problem">{trouble}</Notice> : null}
      {isAsked ? (
        <div class="buttons">
          <Button onPress={() => setAsked(false)}>{no}</Button>
          <Button
            onPress={async () => {
              if ((await doing(async () => (await onYes(), true))) === true) setAsked(false);
            }}
          >
            {yes}
          </Button>
        </div>
      ) : (
        <Button onPress={() => setAsked(true)}>{begin}</Button>
      )}
    </>
  );
}
