import { useState } from 'preact/hooks';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import { canWorkAgain } from '../again.ts';
import { useExpert } from '../context.ts';
import { unlessFull } from '../storage-full.ts';
import type { Line } from './view.ts';
import { timeWords, whereWords } from './words.ts';

/** One message with where it is. A text that did not go stays readable and can be copied. */
export function Message({ line, name }: { line: Line; name: string }) {
  const { engine, now } = useExpert();
  const { where, text } = line;
  const [said, setSaid] = useState<string>();
  const retry = async (op: string) => setSaid((await unlessFull(() => engine.retry(op))) === 'full' ? t('channel:full') : undefined);
  return (
    <li class={where ? 'message mine' : 'message'}>
      <p class="unseen">{where ? t('channel:you') : name}</p>
      {text?.kind === 'text' ? <p class="said">{text.text}</p> : <p class="small">{text ? t('channel:unreadable') : t('channel:opening')}</p>}
      <p class={where?.kind === 'refused' ? 'small problem' : 'small'}>{where ? whereWords(where, name, now.value) : timeWords(line.at, now.value)}</p>
      {where?.kind === 'refused' ? (
        <div class="buttons">
          {canWorkAgain(where.reason) ? <Button onPress={() => retry(where.op)}>{t('channel:retry')}</Button> : null}
          {text?.kind === 'text' ? <Button look="quiet" onPress={async () => setSaid(t((await copyText(text.text)) ? 'channel:copied' : 'channel:not-copied'))}>{t('channel:copy')}</Button> : null}
          <Link to="/w" class="button quiet">{t('common:sync.look')}</Link>
        </div>
      ) : null}
      {said ? <p class="small" role="status">{said}</p> : null}
    </li>
  );
}
