import { t } from '../../ui/words.ts';
import { AsWritten } from './AsWritten.tsx';
import type { Told } from './term-words.ts';

/** What is told, as a list of names and words. What was not told says that one may ask. */
export function Facts({ facts }: { facts: readonly Told[] }) {
  return (
    <>
      <dl class="facts">
        {facts.map(({ name, lines }) => (
          <div key={name}>
            <dt>{name}</dt>
            {lines.length === 0 ? <dd>{t('sessions:not-told')}</dd> : null}
            {lines.map(({ text, stands }) => (
              <dd key={text}>{stands ? <strong>{text}</strong> : text}</dd>
            ))}
          </div>
        ))}
      </dl>
      <AsWritten />
    </>
  );
}
