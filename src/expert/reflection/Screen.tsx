import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { Link, navigate } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { reflectionKey } from '../draft-keys.ts';
import { draftOf } from './actions.ts';
import { Overview } from './Overview.tsx';
import { SentCopy } from './SentCopy.tsx';
import { resumeAt, StepView, steps } from './Steps.tsx';
import type { Step } from './Steps.tsx';
import { thoughtsOf, whereOf } from './view.ts';
import { Whereabouts } from './Whereabouts.tsx';
import { WhereTo } from './WhereTo.tsx';
import { thoughtTitle } from './words.ts';

/** All own thoughts: begun, kept, sent. */
export function ReflectionsScreen() {
  const { engine, now } = useExpert();
  const live = engine.live.value;
  const thoughts = thoughtsOf(live, engine.refused.value, engine.drafts.all.value, engine.me.by, now.value);
  return (
    <Page heading={t('reflection:title')} title={t('reflection:neutral')} back="/">
      <p>{t('reflection:nobody-sees')}</p>
      <Button look="main" onPress={() => navigate(`/o/${engine.env.newId()}`)}>
        {t('reflection:new')}
      </Button>
      <ul class="rows">
        {thoughts.map((thought) => (
          <li key={thought.id}>
            <Link to={`/o/${thought.id}`}>
              <span>
                {thoughtTitle(thought)}
                <small><Whereabouts where={thought.where} copy={thought.copy} /></small>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}

type Stage = Step | 'where' | 'overview';

/** One of them: writing, one question at a time, and where it goes. */
export function ReflectionScreen({ id }: { id: string }) {
  const expert = useExpert();
  const { engine } = expert;
  const live = engine.live.value;
  const isHere = engine.drafts.all.value.has(reflectionKey(id));
  const draft = draftOf(expert, id);
  const where = whereOf(live, engine.refused.value, draft);
  const [stage, setStage] = useState<Stage>(() => (where.kind === 'draft' ? resumeAt(draft) : 'overview'));
  const section = useRef<HTMLElement>(null);
  const shown = useRef(stage);
  useEffect(() => {
    if (shown.current !== stage) section.current?.focus();
    shown.current = stage;
  }, [stage]);

  const row = isHere ? undefined : live.get('reflection', id);
  const isMine = row !== undefined && row.person === engine.me.by;
  const session = live.get('session', isMine ? (row.session ?? '') : id);
  return (
    <Page heading={session ? thoughtTitle({ session, at: draft.begun }) : t('reflection:one')} title={t('reflection:neutral')} back="/o">
      <section ref={section} tabIndex={-1} class="stage stack" aria-label={t('reflection:one')}>
        {isMine ? <SentCopy row={row} /> : <Stages id={id} stage={stage} setStage={setStage} />}
      </section>
    </Page>
  );
}

function Stages({ id, stage, setStage }: { id: string; stage: Stage; setStage: (stage: Stage) => void }) {
  const expert = useExpert();
  const draft = draftOf(expert, id);
  const where = whereOf(expert.engine.live.value, expert.engine.refused.value, draft);
  switch (stage) {
    case 'overview':
      return <Overview id={id} draft={draft} where={where} onWrite={() => setStage('how')} onWhere={() => setStage('where')} />;
    case 'where':
      return <WhereTo id={id} draft={draft} onSent={() => setStage('overview')} onBack={() => setStage(steps[steps.length - 1] ?? 'how')} />;
    default: {
      const at = steps.indexOf(stage);
      const next = steps[at + 1] ?? 'where';
      const before = steps[at - 1];
      return <StepView id={id} draft={draft} step={stage} onNext={() => setStage(next)} onBack={before ? () => setStage(before) : undefined} onStop={() => setStage('where')} />;
    }
  }
}
