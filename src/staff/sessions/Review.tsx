import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { focusHeading } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import type { Review as Found } from './agreement.ts';
import { listNames } from '../../ui/list.ts';

interface ReviewProps {
  review: Found;
  notice: string;
  /** `isSpelling`: it changes nothing that somebody said yes to. */
  onSave: (isSpelling: boolean) => Promise<void>;
  onBack: () => void;
}

/** Before a change is saved that others have said yes to: what differs, and who is asked again. */
export function Review({ review, notice, onSave, onBack }: ReviewProps) {
  const { differences, asked, mayBeSpelling } = review;
  const [kind, setKind] = useState<'spelling' | 'change'>('change');
  const isSpelling = mayBeSpelling && kind === 'spelling';
  // The form has left the page.
  useEffect(focusHeading, []);
  return (
    <>
      {isSpelling ? (
        <p>{t('plan:review.spelling-what', { names: listNames(asked) })}</p>
      ) : (
        <>
          <p>
            <strong>{t('plan:review.asked', { count: asked.length, names: listNames(asked) })}</strong>
          </p>
          <p>{t('plan:review.until', { count: asked.length })}</p>
        </>
      )}
      <dl class="facts">
        {differences.map(({ label, before, after }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">
              <del>{before || t('plan:review.nothing')}</del>
              {' → '}
              <ins>{after || t('plan:review.nothing')}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {mayBeSpelling ? (
        <Choices
          label={t('plan:review.kind')} value={kind} onChoose={setKind}
          options={[{ value: 'change', label: t('plan:review.change') }, { value: 'spelling', label: t('plan:review.spelling') }]}
        />
      ) : null}
      {notice ? <Notice tone="problem">{notice}</Notice> : null}
      <div class="buttons down">
        <Button look="main" onPress={() => onSave(isSpelling)}>
          {t(isSpelling ? 'plan:review.save-spelling' : 'plan:review.save')}
        </Button>
        <Button onPress={onBack}>{t('plan:review.back')}</Button>
      </div>
    </>
  );
}
