import { useEffect, useState } from 'preact/hooks';
import { PHONE_MAX } from '../../crypto/message.ts';
import { Button } from '../../ui/Button.tsx';
import { Choices, Ticks } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { listNames } from '../../ui/list.ts';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { reflectionKey } from '../draft-keys.ts';
import { answererOf } from '../people.ts';
import { unlessFull } from '../storage-full.ts';
import { useReaders } from '../trusted.ts';
import { save } from './actions.ts';
import { hows, isHeavy, limits, needs, needsAfter, prompts, ticks } from './draft.ts';
import type { Draft, Prompt } from './draft.ts';
import { isPhone } from './phone.ts';
import { Support } from './Support.tsx';
import { howWord, needWord, promptWord, tickWord } from './words.ts';

/** In this order, one at a time; every one may be passed by. */
export const steps = ['how', ...prompts, 'needs'] as const;
export type Step = (typeof steps)[number];

/** Where somebody who comes back finds their words again: at the last question that has an answer. */
export function resumeAt(draft: Draft): Step {
  if (draft.needs.length > 0) return 'needs';
  return prompts.findLast((prompt) => draft.answers[prompt] !== '') ?? 'how';
}

interface StepProps {
  id: string;
  draft: Draft;
  step: Step;
  onNext: () => void;
  /** To the question before; none at the first. */
  onBack: (() => void) | undefined;
  onStop: () => void;
}

/** One question. What is written is on the phone at once. */
export function StepView({ id, draft, step, onNext, onBack, onStop }: StepProps) {
  const expert = useExpert();
  const [full, setFull] = useState(false);
  // After "kept" there may be more to write: then it is a draft again.
  const keep = (change: Partial<Draft>): void => {
    void unlessFull(() => save(expert, id, { kept: false, ...change })).then((done) => setFull(done === 'full'));
  };
  useEffect(() => {
    // Home begins it with a tap and does not wait: whether that could be stored is said here.
    if (expert.engine.drafts.all.value.has(reflectionKey(id))) void unlessFull(() => save(expert, id, {})).then((done) => setFull(done === 'full'));
  }, []);
  const isAnswered = step === 'how' ? draft.how !== null || draft.ticks.length > 0 : step === 'needs' ? draft.needs.length > 0 : draft.answers[step] !== '';
  return (
    <>
      <p class="small">{full ? t('reflection:full') : t('reflection:only-here')}</p>
      {step === 'how' ? (
        <How draft={draft} keep={keep} />
      ) : step === 'needs' ? (
        <Needs draft={draft} keep={keep} />
      ) : (
        <Written key={step} draft={draft} prompt={step} keep={keep} />
      )}
      <div class="buttons">
        <Button look="main" onPress={onNext}>
          {t('reflection:next')}
        </Button>
        {isAnswered ? null : (
          <Button look="quiet" onPress={onNext}>
            {t('reflection:skip')}
          </Button>
        )}
        <Button look="quiet" onPress={onStop}>
          {t('reflection:stop')}
        </Button>
      </div>
      {onBack ? (
        <Button look="quiet" onPress={onBack}>
          {t('reflection:previous')}
        </Button>
      ) : null}
    </>
  );
}

interface PartProps {
  draft: Draft;
  keep: (change: Partial<Draft>) => void;
}

function How({ draft, keep }: PartProps) {
  return (
    <>
      <Choices label={t('reflection:ask.how')} options={hows.map((value) => ({ value, label: howWord(value) }))} value={draft.how} onChoose={(how) => keep({ how })} />
      <Ticks label={t('reflection:ask.ticks')} options={ticks.map((value) => ({ value, label: tickWord(value) }))} values={draft.ticks} onChange={(values) => keep({ ticks: values })} />
      {isHeavy(draft) ? <Support /> : null}
    </>
  );
}

function Needs({ draft, keep }: PartProps) {
  const { engine } = useExpert();
  const name = answererOf(engine.live.value) ?? t('reflection:coordinator');
  const readers = useReaders().to;
  const who = { name: listNames(readers.map((one) => one.name)) || name, count: Math.max(1, readers.length) };
  return (
    <>
      <Ticks
        label={t('reflection:ask.needs')} options={needs.map((value) => ({ value, label: needWord(value, name) }))} values={draft.needs}
        onChange={(values) => keep({ needs: needsAfter(draft.needs, values) })}
      />
      {draft.needs.includes('call') ? (
        <>
          <Field
            label={t('reflection:phone.label')} help={t('reflection:phone.help', who)} value={draft.phone} type="tel" maxLength={PHONE_MAX} isPrivate
            problem={draft.phone.trim() !== '' && !isPhone(draft.phone) ? t('reflection:phone.odd') : undefined} onInput={(phone) => keep({ phone })}
          />
          <p class="small">{isPhone(draft.phone) ? t('reflection:call-not-yet', who) : t('reflection:phone.none')}</p>
        </>
      ) : null}
      {draft.needs.includes('call') || draft.needs.includes('company') ? <Support /> : null}
    </>
  );
}

function Written({ draft, prompt, keep }: PartProps & { prompt: Prompt }) {
  const text = draft.answers[prompt];
  const left = limits[prompt] - text.length;
  return (
    <Field
      label={promptWord(prompt)} value={text} rows={6} isPrivate
      help={left < 300 && left >= 0 ? t('reflection:left', { count: left }) : undefined}
      problem={left < 0 ? t('reflection:problem.too-long') : undefined}
      onInput={(value) => keep({ answers: { ...draft.answers, [prompt]: value } })}
    />
  );
}
