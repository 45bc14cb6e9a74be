import type { Card, ChannelEngine } from '../../channel/types.ts';
import { useStaff } from '../context.ts';

/** What was said of oneself before, else what the project's own list says. A promise to read nobody makes for them: 0 is none yet. */
export function useOwnCard(channel: ChannelEngine): Card {
  const { engine, login } = useStaff();
  const person = engine.live.value.get('person', engine.me.by);
  return channel.state.value.card ?? { name: person?.name ?? login.name, organisation: '', phone: person?.phone ?? '', hours: person?.hours ?? '', promise: 0 };
}

/** Whoever types a code sees from whom it is, can call them, and is told within how long they read. */
export const isComplete = ({ name, phone, promise }: Card): boolean => name !== '' && phone !== '' && promise > 0;
