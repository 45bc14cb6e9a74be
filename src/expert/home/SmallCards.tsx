import type { ComponentChildren } from 'preact';
import { formatWhen } from '../../ui/format.ts';
import { Link } from '../../ui/router.tsx';
import { t } from '../../ui/words.ts';
import type { Small } from './view.ts';

/** What else waits, as rows. Never a count, and of a message only that there is one. */
export function SmallCards({ cards }: { cards: readonly Small[] }) {
  if (cards.length === 0) return null;
  return (
    <section>
      <h2>{t('home:waiting')}</h2>
      <ul class="rows">
        {cards.map((card) => (
          <li key={'words' in card ? card.session.id : card.kind}>{row(card)}</li>
        ))}
      </ul>
    </section>
  );
}

function row(card: Small) {
  switch (card.kind) {
    case 'message':
      return <Row to="/v">{t('home:message')}</Row>;
    case 'fee':
      return (
        <Row to={`/p/${card.fee.id}`}>
          {card.late ? t('home:fee-late') : t('home:fee-stalled')}
          {card.fee.stall?.who ? <small>{t('home:fee-who', { name: card.fee.stall.who })}</small> : null}
        </Row>
      );
    case 'reply':
      return <Row to={`/k/${card.session}/r`}>{t('home:reply')}</Row>;
    case 'after':
      return <Row to={`/o/${card.session.id}`}>{t('home:after', { title: card.session.title })}</Row>;
    case 'invitations':
      return <Row to="/k">{t('home:invitations')}</Row>;
    case 'session':
      return (
        <Row to={`/k/${card.session.id}`}>
          {t(card.words, { title: card.session.title })}
          <small>{card.words === 'home:again' ? card.session.title : formatWhen(card.session.starts)}</small>
        </Row>
      );
  }
}

function Row({ to, children }: { to: string; children: ComponentChildren }) {
  return (
    <Link class="goes" to={to}>
      <span>{children}</span>
    </Link>
  );
}
