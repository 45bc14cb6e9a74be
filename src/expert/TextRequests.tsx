import { useState } from 'preact/hooks';
import type { Live } from '../client/state.ts';
import type { TextRequest } from '../domain/request.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { t } from '../ui/words.ts';
import { useExpert } from './context.ts';
import { firstName } from './first-name.ts';
import { unlessFull } from './storage-full.ts';
import { give, refuseRequest, textOf } from './text-requests.ts';
import { useWords } from './use-words.ts';

const asks = { answer: 'settings:ask.answer', comment: 'settings:ask.comment', reflection: 'settings:ask.reflection' } as const;

/** On home: somebody who came later cannot open what was sent before, and asks. Only its writer says yes or no. */
export function TextRequests() {
  const { engine } = useExpert();
  const [hasWords, hasErrors] = [useWords('settings'), useWords('errors')];
  const live = engine.live.value;
  const open = live.all('request').filter(({ state, person, of }) => state === 'asked' && person === engine.me.by && textOf(live, of) !== undefined);
  if (open.length === 0 || !hasWords || !hasErrors) return null;
  return (
    <>
      {open.map((request) => (
        <Asked key={request.id} request={request} />
      ))}
    </>
  );
}

function Asked({ request }: { request: TextRequest }) {
  const expert = useExpert();
  const live = expert.engine.live.value;
  const [problem, setProblem] = useState<string>();
  const name = firstName(live.get('person', request.by)?.name ?? '') || t('settings:role.somebody');
  const title = titleOf(live, request);
  const answer = async (does: () => ReturnType<typeof give>) => {
    const done = await unlessFull(does);
    setProblem(done === 'full' ? t('errors:storage-full') : done.ok ? undefined : done.reason === 'not-sealed' ? t('settings:ask.not-now') : t(`errors:${done.reason}`));
  };
  return (
    <Notice>
      <div class="stack">
        <p>{t(asks[request.of.kind], { name })}</p>
        {title ? <p class="small">{title}</p> : null}
        <p class="small">{t('settings:ask.free')}</p>
        {problem ? <p class="problem">{problem}</p> : null}
        <div class="buttons">
          <Button onPress={() => answer(() => give(expert, request))}>{t('settings:ask.yes')}</Button>
          <Button onPress={() => answer(() => refuseRequest(expert, request))}>{t('settings:ask.no')}</Button>
        </div>
      </div>
    </Notice>
  );
}

/** The session that the text was about. */
function titleOf(live: Live, { of }: TextRequest): string | undefined {
  const session = of.kind === 'reflection' ? live.get('reflection', of.id)?.session : of.kind === 'comment' ? live.get('comment', of.id)?.session : live.get('invitation', live.get('answer', of.id)?.invitation ?? '')?.session;
  return live.get('session', session ?? '')?.title;
}
