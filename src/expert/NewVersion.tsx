import { useState } from 'preact/hooks';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';

/**
 * A newer version waits for a yes. After it the page loads anew by itself; Chromium may let minutes pass before that, where
 * another tab was loading at that moment, so it says what helps.
 */
export function NewVersion() {
  const { offline } = useExpert();
  const [isAsked, setAsked] = useState(false);
  const take = () => {
    setAsked(true);
    offline.acceptUpdate();
  };
  return isAsked ? <Notice>{t('errors:version.taken')}</Notice> : <Notice action={{ label: t('errors:version.take'), run: take }}>{t('errors:version.ready')}</Notice>;
}
