import type { TeamRole } from '../../domain/appointment.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';

const words: Record<TeamRole, string> = { coordinator: 'account:alone.coordinator', fees: 'account:alone.fees' };

/** Before the only one of a role signs out: what then stands still, and the two ways that keep a door open. */
export function Alone({ roles }: { roles: readonly TeamRole[] }) {
  if (roles.length === 0) return null;
  return (
    <Notice tone="problem">
      <div class="stack">
        {roles.map((role) => (
          <p key={role}>{t(words[role])}</p>
        ))}
        <p>{t('account:alone.first')}</p>
        {roles.includes('coordinator') ? (
          <p>
            <Link to="/staff/people" class="button quiet">
              {t('account:alone.colleague')}
            </Link>
          </p>
        ) : null}
      </div>
    </Notice>
  );
}
