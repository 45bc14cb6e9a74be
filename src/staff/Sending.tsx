import { formatWhen } from '../ui/format.ts';
import { t } from '../ui/words.ts';

/** Whether something has gone: "sent" is said only after the server's answer. */
export function Sending({ isPending, at }: { isPending: boolean; at: string }) {
  return <p class={isPending ? 'small wait' : 'small'}>{isPending ? t('staff:pending') : t('staff:sent', { when: formatWhen(at) })}</p>;
}
