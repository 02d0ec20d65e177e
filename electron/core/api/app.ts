import type { Change } from '../../../shared/contract/changes.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import { exportedMoments, momentsToCsv } from '../../../shared/interchange/moments.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import { visibleRows } from '../store/blindness.ts';
import { coveredMoments, momentsToExport } from '../store/export.ts';
import { linesOf } from '../store/journal.ts';
import { studyOf } from '../store/study.ts';
import { fileStem } from '../study/library.ts';
import { api } from './base.ts';
import { exported } from './exported.ts';

export const appApi = {
  info: api.app.info.handler(({ context }) => context.app.info),
  protection: api.app.protection.handler(({ context }) => context.app.protection()),
  messages: api.app.messages.handler(({ context: { app }, input, signal }) => {
    const study = { type: 'study', opening: app.current?.opening ?? null } as const;
    return app.messages.listen([study, ...app.holding.firstMessages], signal, input?.windowId);
  }),
};

/** Undo may bring back what another recaller marked: done, and not shown to this one. */
function retrace(app: App, kind: 'undo' | 'redo', actor: PersonId | null): Change {
  const { store, watching } = app.study();
  const change = store.retrace(kind, actor);
  return { ...change, rows: visibleRows(store.read, change.rows, watching) };
}

export const historyApi = {
  undo: api.history.undo.handler(({ context, input }) => retrace(context.app, 'undo', input.actor)),
  redo: api.history.redo.handler(({ context, input }) => retrace(context.app, 'redo', input.actor)),
  of: api.history.of.handler(({ context, input }) =>
    linesOf(context.app.study().store.read, input.entity, input.id).map(({ seq, name, kind, actor, at }) => ({
      seq,
      name,
      kind,
      actor,
      at,
    })),
  ),
};

const largestView = 20_000;

export const viewApi = {
  save: api.view.save.handler(({ context, input }) => {
    const text = JSON.stringify(input.value);
    if (text.length > largestView) throw new Failure('INPUT_INVALID', { field: 'value' });
    context.app.study().store.saveView(input.key, text);
    return null;
  }),
  load: api.view.load.handler(({ context, input }) => {
    const text = context.app.study().store.loadView(input.key);
    return text === null ? null : JSON.parse(text);
  }),
};

export const exportApi = {
  moments: api.export.moments.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const { read } = store;
    const all = momentsToExport(read, input.sessionId, watching);
    const { covered, leftOut } = coveredMoments(read, all, input.use);
    const moments = exportedMoments(covered);
    const stem = fileStem(studyOf(read).title, 'study');
    const fileName = `${stem} moments.${input.format}`;
    const file =
      input.format === 'csv'
        ? { fileName, mimeType: 'text/csv;charset=utf-8', text: momentsToCsv(moments, input) }
        : { fileName, mimeType: 'application/json', text: `${JSON.stringify({ moments }, null, 2)}\n` };
    return {
      ...exported(context.app, 'moments', file, { ...input, rowCount: moments.length }),
      leftOut,
    };
  }),
};
