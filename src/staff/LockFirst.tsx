import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { LockPart } from './LockPart.tsx';

/** Before anybody confides anything to this computer. */
export function LockFirst() {
  return (
    <>
      <Notice tone="wait">{t('desk-lock:first')}</Notice>
      <LockPart />
    </>
  );
}
