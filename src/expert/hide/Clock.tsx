import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayOf } from '../../domain/day.ts';
import { Button } from '../../ui/Button.tsx';
import { formatLongDay, formatTime } from '../../ui/format.ts';
import { t } from '../../ui/words.ts';
import { uncover } from './cover.ts';

/** A real clock and nothing else; it works without a network and pretends nothing. */
export function Clock({ now }: { now: () => string }) {
  const [time, setTime] = useState(now());
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // Whatever had it is gone.
    heading.current?.focus();
    document.title = t('common:hide.clock');
  }, []);
  useEffect(() => {
    const ticking = setInterval(() => setTime(now()), 1_000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <main class="clock">
      <h1 class="clock-time" tabIndex={-1} ref={heading}>{formatTime(time)}</h1>
      <p>{formatLongDay(dayOf(time))}</p>
      <Button look="quiet" onPress={uncover}>
        {t('common:back')}
      </Button>
    </main>
  );
}
