import { useEffect, useState } from 'preact/hooks';
import type { Whose } from '../../client/lock-store.ts';
import { Button } from '../../ui/Button.tsx';
import { LockScreen } from '../../ui/lock/LockScreen.tsx';
import { loadWords, t } from '../../ui/words.ts';
import type { Visit } from '../visit.ts';
import { deskLockWords } from '../lock-words.ts';

/** Whose passphrase is asked for; where several people use this browser, the way to the others. */
export function LockedScreen({ visit, whose, isAlone }: { visit: Visit; whose: Whose; isAlone: boolean }) {
  const [stands, setStands] = useState<{ wait: number; isNew: boolean }>();
  useEffect(() => {
    void Promise.all([visit.door.wait(whose), loadWords('lock', 'desk-lock')]).then(([found]) => setStands(found));
  }, [whose]);
  if (!stands) return <main class="page" aria-busy="true" />;
  return (
    <LockScreen words={deskLockWords} wait={stands.wait} isNew={stands.isNew} open={(code, waits) => visit.unlock(whose, code, waits)} startOver={() => visit.door.startOver(whose)}>
      <p>{whose.name}</p>
      {isAlone ? null : (
        <Button look="quiet" onPress={visit.choose}>
          {t('desk-lock:somebody-else')}
        </Button>
      )}
    </LockScreen>
  );
}
