import type { ChannelEngine } from '../../channel/types.ts';
import { watchSent } from '../../channel/watch-sent.ts';
import { codeWith } from '../../crypto/enrol-crypto.ts';
import { loadChunk } from '../../client/browser-chunk.ts';
import type { Asker } from '../../client/asker.ts';
import type { Env } from '../../client/env.ts';
import { asked } from '../../client/idb.ts';
import type { Sealing } from '../../client/db.ts';
import type { Login } from '../../client/settings.ts';
import { announceLast } from '../../ui/announce.tsx';
import { t } from '../../ui/words.ts';
import { channelStoreOf } from '../lock-names.ts';

export interface OpenOnce {
  open(): Promise<ChannelEngine>;
  stop(): void;
  erase(): Promise<void>;
}

/** The channel of one login: opened when it is first asked for, and once. */
export function openOnce(env: Env, login: Login, me: Asker, sealing?: Sealing): OpenOnce {
  let opening: Promise<ChannelEngine> | undefined;
  // A chunk that did not come is asked for again the next time.
  const open = () => (opening ??= openChannel(env, login, me, sealing).catch((error: unknown) => ((opening = undefined), Promise.reject(error))));
  return {
    open,
    stop: () => void opening?.then((engine) => engine.stop(), () => undefined),
    erase: async () => (opening ? (await opening).erase() : void (await asked(indexedDB.deleteDatabase(channelStoreOf(login))))),
  };
}

/** The private channel of a contact person on this computer, in a store of its own. */
async function openChannel(env: Env, login: Login, me: Asker, sealing: Sealing | undefined): Promise<ChannelEngine> {
  const { openChannelEngine } = await loadChunk(() => import('../../channel/open.ts'));
  const engine = await openChannelEngine({ env, me, name: channelStoreOf(login), sealing, root: import.meta.env['VITE_ROOT_KEY'] ?? null });
  const code = codeWith(login.keys);
  if (code !== undefined) await loadChunk(() => import('../../channel/bring.ts')).then(({ bring }) => bring(engine, code), () => undefined);
  // That something waits is said by the page that shows it (WithChannel.tsx).
  watchSent(engine, (what) => void (what === 'sent' && announceLast('channel', t('common:item.sent'))));
  return engine;
}
