import type { stallReasons } from '../domain/fee.ts';

export type StallReason = (typeof stallReasons)[number];

export const stallLabels: Readonly<Record<StallReason, string>> = {
  tax_card: 'staff:stall.tax_card', account: 'staff:stall.account', travel_receipt: 'staff:stall.travel_receipt', hours_unclear: 'staff:stall.hours_unclear',
  next_run: 'staff:stall.next_run', other: 'staff:stall.other',
};
