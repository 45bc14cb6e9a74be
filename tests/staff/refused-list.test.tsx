import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reason } from '../../src/domain/reason.ts';
import { parse } from '../../src/domain/schema.ts';
import { syncReplySchema } from '../../src/protocol/sync.ts';
import { openProject } from '../support/staff-app.tsx';
import type { StaffProject } from '../support/staff-app.tsx';

let project: StaffProject;
beforeEach(async () => {
  project = await openProject();
});
afterEach(() => project.close());

/** The server refuses the next thing that is sent, for this reason. */
async function refusedFor(reason: Reason): Promise<void> {
  const { env } = project.desk;
  const { answer } = env;
  env.answer = async (path, init) => {
    const response = await answer(path, init);
    if (path !== '/api/sync') return response;
    const reply = parse(syncReplySchema, await response.json());
    if (!reply.ok) throw new Error('no reply to a sync');
    const outcomes = reply.value.outcomes.map(({ id }) => ({ id, ok: false, reason }));
    return new Response(JSON.stringify({ ...reply.value, outcomes }), { status: 200, headers: { 'content-type': 'application/json' } });
  };
  await project.desk.engine().commit('project/name', { name: 'Toinen', organisation: 'Järjestö' });
  await project.desk.sync();
  env.answer = answer;
}

describe('what the server did not take', () => {
  test.each(['busy', 'broken', 'not-now'] as const)('for now (%s) can be tried again, or removed', async (reason) => {
    await refusedFor(reason);
    project.desk.show('/staff/me');
    expect(await screen.findByText(/^Hankkeen nimi ei lähtenyt\./)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Poista' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Yritä uudelleen' }));
    await waitFor(() => expect(screen.queryByText(/^Hankkeen nimi ei lähtenyt\./)).toBeNull());
  });

  test.each(['taken', 'cancelled', 'too-large', 'not-found'] as const)('for good (%s) is only taken note of', async (reason) => {
    await refusedFor(reason);
    project.desk.show('/staff/me');
    expect(await screen.findByText(/^Hankkeen nimi ei lähtenyt\./)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Yritä uudelleen' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Selvä' }));
    await waitFor(() => expect(screen.queryByText(/^Hankkeen nimi ei lähtenyt\./)).toBeNull());
  });
});
