import type { RowKind } from '../domain/rows.ts';
import { formatWhen } from '../ui/format.ts';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';
import { useItemState } from './item-state.ts';

interface ItemLineProps {
  kind: RowKind;
  id: string;
  /** When the server took it, where the row says so. */
  at?: string | null;
}

/** One line under a thing that was sent: on this phone, being sent, sent, or did not go. */
export function ItemLine({ kind, id, at = null }: ItemLineProps) {
  const state = useItemState(kind, id);
  switch (state.kind) {
    case 'here':
      return <p class="small wait">{t(state.offline ? 'common:item.offline' : 'common:item.here')}</p>;
    case 'sending':
      return <p class="small">{t('common:item.sending')}</p>;
    case 'refused':
      return (
        <p class="small problem">
          {t('common:item.refused')} <Link to="/w">{t('common:sync.look')}</Link>
        </p>
      );
    case 'sent':
      return <p class="small">{at === null ? t('common:item.sent') : t('common:item.sent-at', { when: formatWhen(at) })}</p>;
  }
}
