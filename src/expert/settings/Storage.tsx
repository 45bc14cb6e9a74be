import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import { askToKeep, storing } from '../keep-store.ts';
import type { Storing } from '../keep-store.ts';

const storingWords: Record<Storing, string> = { kept: 'settings:storing.kept', 'best-effort': 'settings:storing.best-effort', unknown: 'settings:storing.unknown' };

/** Whether the browser may throw away what lies on this phone. */
export function Storage() {
  const [state, setState] = useState<Storing | null>(null);
  useEffect(() => {
    void storing().then(setState, () => setState('unknown'));
  }, []);
  return (
    <>
      <p>{state ? t(storingWords[state]) : null}</p>
      {state === 'best-effort' ? <Button onPress={async () => setState(await askToKeep())}>{t('settings:storing.ask')}</Button> : null}
    </>
  );
}
