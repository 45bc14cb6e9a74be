import type { Thread } from '../../channel/types.ts';
import { Page } from '../../ui/Page.tsx';
import { t } from '../../ui/words.ts';
import { useExpert } from '../context.ts';
import { firstName } from '../first-name.ts';
import { contactOf } from '../people.ts';
import { DutyWords } from './Duty.tsx';
import { OtherRoutes } from './OtherRoutes.tsx';
import { readersOf, whoToCall } from './view.ts';
import { readerWords } from './words.ts';

const limits = ['channel:limit.phone', 'channel:limit.managed', 'channel:limit.app', 'channel:limit.net', 'channel:limit.person'] as const;

/** Who sees the messages, and what nobody can promise. */
export function LimitsPage({ thread }: { thread: Thread | undefined }) {
  const { engine } = useExpert();
  const contact = contactOf(engine);
  const name = firstName(thread?.peer.name ?? contact?.name ?? '');
  return (
    <Page heading={t('channel:sees.title')} title={t('channel:title')} back="/v">
      <div class="stack">
        <p>{t('channel:sees.what')}</p>
        {thread && readersOf(thread).length > 0 ? (
          <ul class="points">
            <li>{t('channel:you')}</li>
            {readersOf(thread).map((reader) => (
              <li key={reader.name}>{t('channel:sees.devices', { who: readerWords(reader), count: reader.devices })}</li>
            ))}
          </ul>
        ) : null}
        <p>{t('channel:sees.team')}</p>
      </div>
      <h2>{t('channel:duty.title')}</h2>
      <div class="stack">
        <DutyWords name={name || t('channel:duty.they')} />
      </div>
      <h2>{t('channel:limit.title')}</h2>
      <ul class="points stack">
        {limits.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <section class="spaced">
        <OtherRoutes contact={thread ? whoToCall(thread) : contact} />
      </section>
    </Page>
  );
}
