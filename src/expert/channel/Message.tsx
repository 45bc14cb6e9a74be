import { Button } from '../../ui/Button.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import type { Line } from './view.ts';
import { timeWords, whereWords } from './words.ts';

/** One message with where it is. A text that did not go stays readable and can be copied. */
export function Message({ line, name }: { line: Line; name: string }) {
  const { engine, now } = useExpert();
  const { where, text } = line;
  return (
    <li class={where ? 'message mine' : 'message'}>
      <p class="unseen">{where ? t('channel:you') : name}</p>
      {text?.kind === 'text' ? <p class="said">{text.text}</p> : <p class="small">{text ? t('channel:unreadable') : t('channel:opening')}</p>}
      <p class={where?.kind === 'refused' ? 'small problem' : 'small'}>{where ? whereWords(where, name, now.value) : timeWords(line.at, now.value)}</p>
      {where?.kind === 'refused' ? (
        <div class="buttons">
          <Button onPress={() => engine.retry(where.op)}>{t('channel:retry')}</Button>
          {text?.kind === 'text' ? <Button look="quiet" onPress={() => copy(text.text)}>{t('channel:copy')}</Button> : null}
        </div>
      ) : null}
    </li>
  );
}

async function copy(text: string): Promise<void> {
  // Some browsers refuse; the text can be selected all the same.
  await navigator.clipboard?.writeText(text).catch(() => undefined);
}
