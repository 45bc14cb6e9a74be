import { useState } from 'preact/hooks';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/Button.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import type { MadeLink } from './links.ts';
import { QrCode } from './QrCode.tsx';

/** A one-time link, shown once: to copy, or to read with the phone's own camera. It is kept nowhere. */
export function LinkCard({ made, name }: { made: MadeLink; name: string }) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(made.address).then(
      () => {
        setCopied('yes');
        announce(t('staff:link.copied'));
      },
      () => {
        setCopied('no');
        announce(t('staff:link.copy-by-hand'));
      },
    );
  return (
    <div class="card stack">
      <p>{t('staff:link.what', { name, when: formatWhen(made.expires) })}</p>
      <QrCode text={made.address} label={t('staff:link.qr', { name })} />
      <label>
        <span class="small">{t('staff:link.label')}</span>
        <input type="text" readOnly value={made.address} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <Button onPress={copy}>{t('staff:link.copy')}</Button>
      {copied === 'yes' ? <p class="ok">{t('staff:link.copied')}</p> : null}
      {copied === 'no' ? <Notice>{t('staff:link.copy-by-hand')}</Notice> : null}
      <p class="small">{t('staff:link.care')}</p>
    </div>
  );
}
