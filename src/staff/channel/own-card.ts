import type { Card, ChannelEngine } from '../../channel/types.ts';
import { useStaff } from '../context.ts';

/** What was said of oneself before, else what the project's own list says. Hours within which one promises to read: 72. */
export function useOwnCard(channel: ChannelEngine): Card {
  const { engine, login } = useStaff();
  const person = engine.live.value.get('person', engine.me.by);
  return channel.state.value.card ?? { name: person?.name ?? login.name, organisation: '', phone: person?.phone ?? '', hours: person?.hours ?? '', promise: 72 };
}
