import type { ComponentChildren } from 'preact';
import { formatTime } from '../../../ui/format.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { Link } from '../../../ui/router.tsx';
import { t } from '../../../ui/words.ts';
import { useExpert } from '../../context.ts';
import type { ItemState } from '../../item-state.ts';
import { Reach } from './Reach.tsx';
import { useCoordinator, useIsCut, useWay } from './use-way.ts';

interface WayLineProps {
  invitation: string;
  /** When it was said, and until when the server keeps it to itself. */
  at: string | null;
  until?: string | null;
  phone: string;
  body: string;
  /** What was said, in words that are true while it is on this phone alone. */
  here: string;
  /** What may be said once the server has it. */
  children: ComponentChildren;
}

/**
 * What was said to the adults and where that is. What has not left is said first, in the colour of waiting and with the call
 * beside it; that nothing more is to be done, only once the server has answered.
 */
export function WayLine({ invitation, at, until = null, phone, body, here, children }: WayLineProps) {
  const way = useWay(invitation);
  const coordinator = useCoordinator(useExpert().engine.live.value.get('invitation', invitation)?.session ?? '');
  const isCut = useIsCut();
  if (way.kind === 'sent') {
    return (
      <>
        <Notice tone="ok">{children}</Notice>
        <p class="small">{until === null ? t('day:state.sent', { coordinator, time: at === null ? '' : formatTime(at) }) : t('day:state.held', { coordinator, time: formatTime(until) })}</p>
        <Reach phone={phone} body={body} />
      </>
    );
  }
  return (
    <Notice tone="wait">
      <div class="stack">
        <p>
          <strong>{waitingWords(way, isCut)}</strong> {phone && way.kind !== 'sending' ? t('day:state.call') : ''}
          {way.kind === 'refused' ? <Link to="/w">{t('common:sync.look')}</Link> : null}
        </p>
        <Reach phone={phone} body={body} />
        <p>{here}</p>
      </div>
    </Notice>
  );
}

/** Why nobody knows of it yet. */
function waitingWords(way: ItemState, isCut: boolean): string {
  if (way.kind === 'refused') return t('day:state.refused');
  if (way.kind === 'sending') return t('common:item.sending');
  return isCut ? t('day:state.offline') : t('day:state.here');
}
