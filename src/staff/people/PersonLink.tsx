import { useState } from 'preact/hooks';
import type { Reason } from '../../domain/reason.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { problemWords } from '../attempt.ts';
import { useStaff } from '../context.ts';
import { LinkCard } from '../LinkCard.tsx';
import { closeDevicesOf, linkFor } from '../links.ts';
import type { MadeLink } from '../links.ts';

interface PersonLinkProps {
  id: string;
  isExpert: boolean;
  name: string;
}

/**
 * A one-time link for a person. Somebody who is signed in adds devices of their own by themselves; where theirs is lost,
 * it is closed first, which they see.
 */
export function PersonLink({ id, isExpert, name }: PersonLinkProps) {
  const { engine } = useStaff();
  const [made, setMade] = useState<MadeLink>();
  const [problem, setProblem] = useState<Reason | 'unreachable'>();
  const make = async () => {
    const link = await linkFor(engine, id, isExpert);
    setMade(link.ok ? link.value : undefined);
    setProblem(link.ok ? undefined : link.reason);
  };
  const close = async () => {
    const closed = await closeDevicesOf(engine, id);
    if (closed.ok) await make();
    else setProblem(closed.reason);
  };
  return (
    <>
      <h2>{t('staff:link.heading')}</h2>
      {made ? <LinkCard key={made.address} made={made} name={name} /> : <p>{t('staff:link.why', { name })}</p>}
      {problem === 'not-now' ? (
        <div class="card stack">
          <p>{t('staff:link.has-device', { name })}</p>
          <p>{t('staff:link.lost', { name })}</p>
          <Button onPress={close}>{t('staff:link.close')}</Button>
        </div>
      ) : problem ? (
        <Notice tone="wait">{problem === 'unreachable' ? t('staff:link.unreachable') : problemWords(problem)}</Notice>
      ) : null}
      <div class="buttons">
        <Button onPress={make}>{made ? t('staff:link.another') : t('staff:link.make')}</Button>
      </div>
    </>
  );
}
