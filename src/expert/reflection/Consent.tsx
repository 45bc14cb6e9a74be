import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { CannotRead } from '../CannotRead.tsx';
import { useExpert } from '../context.ts';
import { unlessFull } from '../storage-full.ts';
import { useReaders } from '../trusted.ts';
import { send } from './actions.ts';
import type { SendProblem } from './actions.ts';
import { needsOf, partsOf } from './draft.ts';
import type { Draft, Part } from './draft.ts';
import { Parts } from './Parts.tsx';
import { problemWords } from './words.ts';

interface ConsentProps {
  id: string;
  draft: Draft;
  route: 'read' | 'agree';
  along: readonly Part[];
  name: string;
  onSent: () => void;
  onBack: () => void;
}

/** What goes, what stays, and what sending means, in full, before it happens (ux.md 3.1). */
export function Consent({ id, draft, route, along, name, onSent, onBack }: ConsentProps) {
  const expert = useExpert();
  const count = Math.max(1, useReaders().to.length);
  const [problem, setProblem] = useState<SendProblem | 'full' | null>(null);
  async function press(): Promise<void> {
    const done = await unlessFull(() => send(expert, id, route, along));
    if (done === 'full') setProblem('full');
    else if (done.ok) onSent();
    else setProblem(done.reason);
  }
  const staying = partsOf(draft).filter((part) => !along.includes(part));
  return (
    <div class="stack">
      <h2>{t('reflection:consent.title')}</h2>
      <CannotRead />
      <Parts draft={draft} only={along} />
      {along.includes('needs') && needsOf(draft).includes('call') ? <p>{t('reflection:consent.call', { name, count })}</p> : null}
      {draft.needs.includes('call') && !needsOf(draft).includes('call') ? <p>{t('reflection:phone.none')}</p> : null}
      {staying.length > 0 ? (
        <>
          <h3>{t('reflection:consent.stays')}</h3>
          <Parts draft={draft} only={staying} />
        </>
      ) : null}
      <p>{route === 'agree' ? t('reflection:consent.agree', { name, count }) : t('reflection:consent.read', { name, count })}</p>
      <p>{t('reflection:consent.undo')}</p>
      <p>{t('reflection:consent.after')}</p>
      <p>{t('reflection:consent.danger', { name })}</p>
      {problem ? <Notice tone="wait">{problem === 'full' ? t('reflection:full') : problemWords(problem, name)}</Notice> : null}
      <Button look="main" onPress={press}>
        {t('reflection:consent.send')}
      </Button>
      <Button onPress={onBack}>{t('reflection:consent.not-yet')}</Button>
    </div>
  );
}
