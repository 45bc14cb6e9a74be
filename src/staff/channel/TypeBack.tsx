import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { t } from '../../ui/words.ts';
import { isEndOf } from './view.ts';

/** The characters of a new sheet; then, with these out of sight, the end of them from the paper: only that shows that it is there. */
export function TypeBack({ code, onWritten }: { code: string; onWritten: () => Promise<void> }) {
  const [isHidden, setHidden] = useState(false);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  if (!isHidden) {
    return (
      <Notice tone="private">
        <p>{t('contact:sheet.write-down')}</p>
        <p class="digits">{code}</p>
        <Button onPress={() => setHidden(true)}>{t('contact:sheet.written')}</Button>
      </Notice>
    );
  }
  const showAgain = () => {
    setHidden(false);
    setTyped('');
    setProblem(undefined);
  };
  return (
    <section class="card stack" aria-label={t('contact:sheet.heading')}>
      <Field label={t('contact:sheet.type-back')} help={t('contact:sheet.type-back-help')} value={typed} onInput={setTyped} maxLength={10} isPrivate problem={problem} />
      <div class="buttons">
        <Button look="main" onPress={async () => (isEndOf(code, typed) ? onWritten() : setProblem(t('contact:sheet.not-the-same')))}>
          {t('contact:sheet.confirm')}
        </Button>
        <Button look="quiet" onPress={showAgain}>
          {t('contact:sheet.show-again')}
        </Button>
      </div>
    </section>
  );
}
