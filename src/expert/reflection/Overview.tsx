import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { canWorkAgain } from '../again.ts';
import { problemOf } from '../attempt.ts';
import { useExpert } from '../context.ts';
import { listNames } from '../../ui/list.ts';
import { unlessFull } from '../storage-full.ts';
import { discard, withdraw, writeAnew } from './actions.ts';
import { partsOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { Parts } from './Parts.tsx';
import type { Where } from './view.ts';
import { useNamed, Whereabouts } from './Whereabouts.tsx';

/** Own thoughts as they stand: where they are, what they say, and what can be done with them now. */
export function Overview({ id, draft, where, onWrite, onWhere }: { id: string; draft: Draft; where: Where; onWrite: () => void; onWhere: () => void }) {
  const expert = useExpert();
  const { engine } = expert;
  const [isFull, setFull] = useState(false);
  const write = async (work: () => Promise<unknown>, then?: () => void): Promise<void> => {
    const done = await unlessFull(work);
    setFull(done === 'full');
    if (done !== 'full') then?.();
  };
  const isAway = where.kind === 'queued' || where.kind === 'sent' || where.kind === 'seen';
  return (
    <>
      <Standing where={where} copy={draft.copy} />
      {isAway && draft.copy !== null ? <Withdraw copy={draft.copy} /> : null}
      <Text draft={draft} isAway={isAway} />
      {isFull ? <Notice tone="problem">{t('reflection:full')}</Notice> : null}
      {where.kind === 'refused' ? (
        <div class="buttons down">
          {canWorkAgain(where.reason) ? <Button look="main" onPress={() => write(() => engine.retry(where.op))}>{t('reflection:retry')}</Button> : null}
          <Button onPress={() => write(() => writeAnew(expert, id, where.op), onWrite)}>{t('reflection:write-more')}</Button>
        </div>
      ) : isAway ? null : (
        <div class="buttons down">
          <Button look="main" onPress={onWhere}>{t('reflection:to.ask')}</Button>
          <Button onPress={onWrite}>{t('reflection:write-more')}</Button>
        </div>
      )}
      {isAway ? <p class="small">{t('reflection:original')}</p> : <Remove onRemove={() => write(() => discard(expert, id), () => navigate('/o', { replace: true }))} />}
    </>
  );
}

export function Standing({ where, copy }: { where: Where; copy: string | null }) {
  const { to, by } = useNamed(where, copy);
  const others = to.filter((name) => !by.includes(name));
  return (
    <>
      <p class={where.kind === 'refused' ? 'problem' : where.kind === 'seen' ? 'ok' : ''}>
        <Whereabouts where={where} copy={copy} />
      </p>
      {where.kind === 'seen' && others.length > 0 ? <p class="small">{t('reflection:where.can-read', { names: listNames(others), count: others.length })}</p> : null}
    </>
  );
}

/** "Take it back and delete": one press, because nothing is lost here by it. */
export function Withdraw({ copy }: { copy: string }) {
  const expert = useExpert();
  const [problem, setProblem] = useState<string>();
  return (
    <>
      {problem ? <Notice tone="wait">{problem}</Notice> : null}
      <Button onPress={async () => setProblem(await problemOf(() => withdraw(expert, copy)))}>{t('reflection:withdraw')}</Button>
    </>
  );
}

/** All of it; where a copy is away, what went with it and what did not. */
function Text({ draft, isAway }: { draft: Draft; isAway: boolean }) {
  const all = partsOf(draft);
  if (!isAway || draft.along === null) return <Parts draft={draft} only={all} />;
  const { along } = draft;
  const stayed = all.filter((part) => !along.includes(part));
  return (
    <>
      <h2>{t('reflection:went')}</h2>
      <Parts draft={draft} only={along} />
      {stayed.length > 0 ? (
        <>
          <h2>{t('reflection:stayed')}</h2>
          <Parts draft={draft} only={stayed} />
        </>
      ) : null}
    </>
  );
}

function Remove({ onRemove }: { onRemove: () => Promise<void> }) {
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button look="quiet" onPress={() => setAsked(true)}>{t('reflection:remove.ask')}</Button>;
  return (
    <Notice>
      <p>{t('reflection:remove.text')}</p>
      <div class="buttons">
        <Button onPress={onRemove}>{t('reflection:remove.yes')}</Button>
        <Button look="quiet" onPress={() => setAsked(false)}>{t('reflection:remove.no')}</Button>
      </div>
    </Notice>
  );
}
