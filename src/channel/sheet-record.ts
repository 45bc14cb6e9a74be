import { object, parse } from '../domain/schema.ts';
import type { Infer } from '../domain/schema.ts';
import { id, token } from './fields.ts';
import type { Reading } from './store.ts';

/** Where the recovery sheet's blob lies, and which device it is. The code itself stands on paper only. */
export const sheetSchema = object({ device: id(), place: object({ id: id(), token: token() }) });

/** The sheet that is on one's list of devices; null where there is none, or where this very device came of it. */
export function sheetOn(read: Reading): Infer<typeof sheetSchema> | null {
  const [sheet, self] = [parse(sheetSchema, read.get('sheet', 'sheet')), read.get('self', '')];
  const isThere = sheet.ok && sheet.value.device !== self?.id && self?.chain.live.some((device) => device.id === sheet.value.device);
  return isThere ? sheet.value : null;
}
