import { formatTime } from '../../../ui/format.ts';
import { Link } from '../../../ui/router.tsx';
import { t } from '../../../ui/words.ts';
import { Reach } from './Reach.tsx';
import { useCoordinator, useIsCut, useWay } from './use-way.ts';

interface WayLineProps {
  invitation: string;
  /** When it was said, and until when the server keeps it to itself. */
  at: string | null;
  until?: string | null;
  phone: string;
  body: string;
}

/** Where what was said is now, and how else to say it for as long as it has not gone. */
export function WayLine({ invitation, at, until = null, phone, body }: WayLineProps) {
  const way = useWay(invitation);
  const coordinator = useCoordinator();
  const isCut = useIsCut();
  if (way.kind === 'sent') {
    return (
      <>
        <p class="small">{until === null ? t('day:state.sent', { coordinator, time: at === null ? '' : formatTime(at) }) : t('day:state.held', { coordinator, time: formatTime(until) })}</p>
        <Reach phone={phone} body={body} />
      </>
    );
  }
  return (
    <>
      <p>
        {way.kind === 'refused' ? t('day:state.refused') : way.kind === 'sending' ? t('common:item.sending') : isCut ? t('day:state.offline') : t('day:state.here')}
        {way.kind === 'refused' ? <Link to="/w">{t('common:sync.look')}</Link> : null}
      </p>
      <Reach phone={phone} body={body} />
    </>
  );
}
