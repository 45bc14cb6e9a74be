import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import { WhoSeesWhat } from '../WhoSeesWhat.tsx';

/** W2: who sees what. The button makes this phone a login. */
export function Sees({ by, onGo, begun = false }: { by: string | undefined; onGo: () => Promise<void>; begun?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="stack">
      {begun ? <p>{t('welcome:begun')}</p> : null}
      <h2 tabIndex={-1} ref={heading}>{t('welcome:sees.title')}</h2>
      <WhoSeesWhat coordinator={by} contact={undefined} />
      <p>{t('welcome:sees.hide')}</p>
      <Button look="main" onPress={onGo}>
        {t('welcome:sees.go-on')}
      </Button>
    </div>
  );
}
