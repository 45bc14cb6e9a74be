import { proveDevice } from '../crypto/chain-entry.ts';
import { chainEntriesSchema } from '../crypto/chain-form.ts';
import { readChain } from '../crypto/chain.ts';
import { showCode } from '../crypto/pairing-code.ts';
import { createSheetCode, openSheet, readSheetCode, sealSheet, sheetOf } from '../crypto/recovery.ts';
import { createStoredKeys, useKeys } from '../crypto/stored-keys.ts';
import { base64url, literal, object, ok, parse, refuse, string } from '../domain/schema.ts';
import { dayOf } from '../domain/time.ts';
import { carriedBy, takeCarried, threadsOf } from './carried.ts';
import type { Me } from './core.ts';
import { grownBy, tellChain } from './devices.ts';
import type { Grown } from './devices.ts';
import { placeOf, readPages, writePages } from './own-pages.ts';
import { signerOfKeys } from './pair-guest.ts';
import type { Tools } from './pair-host.ts';
import { bytesOf } from './own-bytes.ts';
import type { Self } from './records.ts';
import { sheetOn } from './sheet-record.ts';
import type { ChannelEngine } from './types.ts';

// A recovery sheet is a device of its own that nobody carries: it stands on the list, everything is sealed to it too, and
// its keys lie at the mailbox under a code that stands on paper only. Whoever types the code is that device from then on.
// What it finds is where one's devices meet (own-place.ts), so the paper stays true when channels come and go.

const pair = object({ point: base64url(87), d: base64url(43) });
const blobSchema = object({ v: literal(1), keys: object({ enc: pair, sig: pair }), entries: chainEntriesSchema(), own: string() });

const TRIES = 4;

export function createSheets({ core, own, sheets }: Tools): Pick<ChannelEngine, 'makeSheet' | 'restore'> {
  const { env, store } = core;

  /** The list with a new sheet on it and without the one before. */
  async function withSheet(me: Me, device: Parameters<typeof grownBy>[1]): Promise<Grown | null> {
    const today = dayOf(env.now());
    const before = sheetOn(store);
    const without = before && (await grownBy(me, { remove: before.device }, today));
    return grownBy(without ? { ...me, self: { ...me.self, ...without } } : me, device, today);
  }

  return {
    async makeSheet() {
      for (let tries = 0; tries < TRIES; tries += 1) {
        await core.me();
        // 1. The newest of one's own list, and the place where one's devices meet.
        const there = await own.sync();
        const tickets = there.ok ? await core.tickets('meet') : there;
        if (!there.ok || !tickets.ok) return refuse('no-network');
        const me = await core.me();

        // 2. A device, on the list in place of the sheet before.
        const keys = await createStoredKeys();
        const signer = await signerOfKeys(keys);
        const grown = await withSheet(me, { add: await proveDevice(me.self.chain.genesis, signer) });
        if (!grown) return refuse('no-network');

        // 3. Its keys at the mailbox, under a new code; then what it will find, sealed to it as well.
        const code = createSheetCode();
        const sheet = await sheetOf(code);
        const bytes = await sealSheet(sheet, { v: 1, keys, entries: grown.entries, own: there.value });
        const [ticket] = tickets.value;
        const written = bytes && ticket !== undefined ? await sheets.write(placeOf(sheet), 0, bytes, bytesOf(ticket)) : null;
        if (!written?.ok) return refuse('no-network');
        const next = { device: signer.card.id, place: { id: sheet.id, token: sheet.token } };
        const carried = { ...carriedBy(store, me.self), sheet: next };
        const shared = await writePages(sheets, core.tickets, there.value, { ...me, self: { ...me.self, ...grown } }, carried);
        if (!shared.ok) return refuse('no-network');

        // 4. Only now here: the paper works, and the one before does no more.
        const before = sheetOn(store);
        const isKept = await store.change((tx) => {
          if (!tellChain(core, tx, me.self, grown)) return false;
          tx.put('sheet', 'sheet', next);
          return true;
        });
        if (!isKept) continue;
        if (before) void sheets.end(placeOf(before.place));
        return ok(showCode(code));
      }
      return refuse('no-network');
    },

    async restore(typed) {
      const code = readSheetCode(typed);
      if (code === null) return refuse('mistyped');
      const sheet = await sheetOf(code);
      const there = await sheets.read(placeOf(sheet), 0);
      if (!there.ok && there.reason !== 'gone') return refuse('no-network');
      const opened = there.ok && there.value ? await openSheet(sheet, there.value) : null;
      const blob = opened && parse(blobSchema, opened.value);
      const [chain, usable] = blob?.ok ? [await readChain(blob.value.entries), await useKeys(blob.value.keys)] : [null, null];
      if (!blob?.ok || !chain || !usable) return refuse('wrong-code');
      const { keys, entries, own: place } = blob.value;
      const { card: { id } } = await signerOfKeys(keys);

      const pages = await readPages(sheets, place, { chain, entries }, [usable]);
      if (!pages.ok) return refuse('no-network');
      // The sheet was taken off the list, or what it leads to is not there: it restores nothing.
      if (!pages.value?.found || !pages.value.chain.live.some((one) => one.id === id)) return refuse('wrong-code');
      const { found: { carried, by }, ...grown } = pages.value;
      // Everything that lies in the boxes since the sheet was made opens with it.
      const threads = await threadsOf(carried, store, true);
      const today = dayOf(env.now());
      const self: Self = { id, keys, older: [], chain: grown.chain, entries: grown.entries, card: carried.card, away: carried.away, said: carried.said, rotated: today };
      const isTaken = await store.change((tx) => {
        // What this device is for others already, it stays.
        if (tx.all('thread').length > 0) return false;
        tx.put('self', '', self);
        tx.put('sheet', 'own', { code: place, told: '' });
        takeCarried(tx, { carried: { ...carried, sheet: null }, by }, threads);
        return true;
      });
      if (!isTaken) return refuse('wrong-code');
      // The paper is used up: two devices with the same keys would be one to everybody else.
      void sheets.end(placeOf(sheet));
      return ok(null);
    },
  };
}
