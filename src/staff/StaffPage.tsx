import type { ComponentProps } from 'preact';
import { Page } from '../ui/Page.tsx';
import { HeldFees } from './HeldFees.tsx';
import { RefusedList } from './RefusedList.tsx';
import { StatusLine } from './StatusLine.tsx';

/** A page with the line that says how things stand with the server, and with what it did not take. */
export function StaffPage({ children, ...page }: ComponentProps<typeof Page>) {
  return (
    <Page {...page}>
      <StatusLine />
      <RefusedList />
      <HeldFees />
      {children}
    </Page>
  );
}
