import type { Role } from '../domain/op.ts';
import { Link } from '../ui/router.tsx';
import { t } from '../ui/words.ts';

interface Section {
  readonly role: Role;
  readonly to: string;
  readonly label: string;
}

const sections: readonly Section[] = [
  { role: 'coordinator', to: '/staff/waiting', label: 'staff:section.waiting' },
  { role: 'coordinator', to: '/staff/sessions', label: 'staff:section.sessions' },
  { role: 'coordinator', to: '/staff/people', label: 'staff:section.people' },
  { role: 'contact', to: '/staff/messages', label: 'staff:section.messages' },
  { role: 'fees', to: '/staff/fees', label: 'staff:section.fees' },
];

export const sectionsOf = (roles: readonly Role[]): readonly Section[] => sections.filter((section) => roles.includes(section.role));

/** The sections of this person's roles; nothing where there is only one. */
export function Sections({ roles, here }: { roles: readonly Role[]; here: string }) {
  const mine = sectionsOf(roles);
  if (mine.length < 2) return null;
  return (
    <nav class="tabs" aria-label={t('staff:sections')}>
      <ul>
        {mine.map((section) => (
          <li key={section.to}>
            <Link to={section.to} current={here === section.to || here.startsWith(`${section.to}/`)}>
              {t(section.label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
