import { Failure } from '../../../shared/contract/failure.ts';
import type { WithdrawalPreview } from '../../../shared/contract/withdrawal.ts';
import { withdrawalReport } from '../../../shared/interchange/withdrawal-report.ts';
import { withdrawalId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import { newId } from '../store/ids.ts';
import { getRow } from '../store/tables.ts';
import {
  countsOf,
  journalCount,
  notReached,
  ofOthers,
  planOf,
  reckon,
  sharedFacts,
  type Wish,
} from '../withdrawal/plan.ts';
import { api } from './base.ts';
import { exported } from './exported.ts';

async function preview(app: App, wish: Wish): Promise<WithdrawalPreview> {
  const { store, files } = app.study();
  const { read } = store;
  const reckoning = reckon(read, wish);
  const personId = wish.scope.kind === 'recording' ? null : wish.scope.personId;
  const facts = ({ id, label, durationMs, byteCount }: (typeof reckoning.recordings)[number]) => ({
    id,
    label,
    durationMs,
    byteCount,
  });
  return {
    counts: countsOf(reckoning.erased),
    ofOthers: ofOthers(read, reckoning.erased, personId),
    loosenedCount: reckoning.loosened.length,
    recordings: [
      ...reckoning.recordings.map((one) => ({ ...facts(one), fate: 'erased' as const })),
      ...reckoning.silenced.map(({ recording }) => ({ ...facts(recording), fate: 'silenced' as const })),
    ],
    shared: sharedFacts(read, reckoning.shared, personId),
    journalCount: journalCount(read, reckoning),
    backupCount: (await files.list('backups')).length,
    notReached: notReached(wish, reckoning),
  };
}

export const withdrawalApi = {
  preview: api.withdrawal.preview.handler(({ context, input }) => preview(context.app, input)),
  begin: api.withdrawal.begin.handler(async ({ context, input }) => {
    const { store, watching } = context.app.study();
    // Whoever speaks there would lose the rows under their feet.
    if (watching !== null) throw new Failure('NOT_ALLOWED');
    const { actor, scope, decisions } = input;
    const plan = planOf(reckon(store.read, { scope, decisions }));
    const id = newId(withdrawalId);
    store.edit('withdrawal.begin', { actor, isUndoable: false }, (edit) =>
      edit.insert('withdrawal', {
        id,
        scope,
        decisions,
        state: 'planned',
        startedAt: Date.now(),
        finishedAt: null,
        plan,
        report: null,
      }),
    );
    return { id, change: await context.app.withdraw(id, actor) };
  }),
  resume: api.withdrawal.resume.handler(async ({ context, input }) => {
    if (context.app.study().watching !== null) throw new Failure('NOT_ALLOWED');
    return { change: await context.app.withdraw(input.id, input.actor) };
  }),
  report: api.withdrawal.report.handler(({ context, input }) => {
    const { read } = context.app.study().store;
    const row = getRow(read, 'withdrawal', input.id);
    if (row.state !== 'done') throw new Failure('NOT_FOUND', { entity: 'withdrawal' });
    const day = new Date(row.finishedAt ?? row.startedAt).toISOString().slice(0, 10);
    const fileName = `withdrawal ${day}.txt`;
    const file = { fileName, mimeType: 'text/plain;charset=utf-8', text: withdrawalReport(row) };
    return exported(context.app, 'withdrawal', file, { ...input, rowCount: 1 });
  }),
};
