import { useState } from 'preact/hooks';
import { textRequestIdOf } from '../domain/request.ts';
import type { TextOf } from '../domain/request.ts';
import { Button } from '../ui/Button.tsx';
import { t } from '../ui/words.ts';
import { attempt, problemWords } from './attempt.ts';
import { useStaff } from './context.ts';
import { isBeforeMe, unreadableWords } from './unreadable.ts';

interface CannotOpenProps {
  of: TextOf;
  /** When it was sent; null where nobody knows. */
  written: string | null;
  /** The first name of whoever wrote it. */
  name: string;
}

const stands = { asked: 'staff:request.asked', given: 'staff:request.given', refused: 'staff:request.refused' } as const;

/** A text that does not open here, and why. What was written before one came can be asked for: its writer decides. */
export function CannotOpen({ of, written, name }: CannotOpenProps) {
  const { engine } = useStaff();
  const [problem, setProblem] = useState('');
  const live = engine.live.value;
  const request = live.get('request', textRequestIdOf(of, engine.me.by));
  const ask = async () => {
    const done = await attempt(engine.commit('request/ask', of));
    setProblem(done.ok ? '' : problemWords(done.reason));
  };
  return (
    <>
      <p class="small">{unreadableWords(live, engine.me.by, written, name)}</p>
      {request ? <p class="small">{t(stands[request.state], { name })}</p> : isBeforeMe(live, engine.me.by, written) ? <Button onPress={ask}>{t('staff:request.ask')}</Button> : null}
      {problem ? <p class="problem">{problem}</p> : null}
    </>
  );
}
