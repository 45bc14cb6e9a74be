import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { t } from '../../ui/words.ts';
import { readPasted } from './actions.ts';

/**
 * No link was opened. On an iPhone the app on the home screen starts without what Safari knew, so the link or its code
 * can be pasted here.
 */
export function Paste({ onSecret }: { onSecret: (secret: string) => void }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  function press(): void {
    if (text.trim() === '') return setProblem(t('welcome:paste.empty'));
    const secret = readPasted(text);
    if (secret) onSecret(secret);
    else setProblem(t('welcome:paste.wrong'));
  }
  return (
    <>
      <h2>{t('welcome:paste.title')}</h2>
      <p>{t('welcome:paste.text')}</p>
      <Field label={t('welcome:paste.label')} help={t('welcome:paste.help')} value={text} problem={problem} isPrivate onInput={(value) => { setText(value); setProblem(undefined); }} />
      <Button look="main" onPress={press}>
        {t('welcome:go-on')}
      </Button>
    </>
  );
}
