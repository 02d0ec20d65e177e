import type { ChainState } from '../../../shared/contract/log.ts';
import { journalToCsv, journalToJson } from '../../../shared/interchange/journal.ts';
import { exportedEntries } from '../store/journal-export.ts';
import { findEntries, logLines, logPieces } from '../store/journal-log.ts';
import type { Store } from '../store/store.ts';
import { studyOf } from '../store/study.ts';
import { fileStem } from '../study/library.ts';
import { api } from './base.ts';
import { exported } from './exported.ts';

/** Once for each place and kind of break, however often it is looked at. */
function logBreak(store: Store, { broken }: ChainState): void {
  if (broken === null) return;
  const known = store.read.get(
    `SELECT j.seq FROM journal j JOIN journal_contents c ON c.seq = j.seq
     WHERE j.name = 'journal.broken' AND c.contents = ?`,
    JSON.stringify(broken),
  );
  if (known === undefined) store.logOccurrence('journal.broken', null, broken);
}

export const journalApi = {
  find: api.journal.find.handler(async ({ context, input }) => ({
    seqs: await findEntries(context.app.study().store.read, input),
    deviceId: context.app.profile.deviceId,
  })),
  lines: api.journal.lines.handler(({ context, input }) =>
    logLines(context.app.study().store.read, input.seqs),
  ),
  pieces: api.journal.pieces.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return logPieces(store.read, input.seq, watching);
  }),
  verify: api.journal.verify.handler(async ({ context }) => {
    const { store } = context.app.study();
    const state = await store.verifyChain();
    logBreak(store, state);
    return state;
  }),
  export: api.journal.export.handler(async ({ context, input }) => {
    const { read } = context.app.study().store;
    const { title } = studyOf(read);
    const seqs = (await findEntries(read, input.filter)).reverse();
    const entries = await exportedEntries(read, seqs);
    const fileName = `${fileStem(title, 'study')} log.${input.format}`;
    const isWhole = Object.keys(input.filter).length === 0;
    const file =
      input.format === 'csv'
        ? { fileName, mimeType: 'text/csv;charset=utf-8', text: journalToCsv(entries) }
        : {
            fileName,
            mimeType: 'application/json',
            text: journalToJson({ study: title, exportedAt: new Date().toISOString(), isWhole }, entries),
          };
    return exported(context.app, 'log', file, { ...input, rowCount: entries.length });
  }),
};
