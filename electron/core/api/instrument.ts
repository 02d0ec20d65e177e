import { resultsToCsv } from '../../../shared/interchange/query-results.ts';
import * as ids from '../../../shared/model/ids.ts';
import { visibleTo } from '../store/blindness.ts';
import { coveredRows } from '../store/export.ts';
import { newId } from '../store/ids.ts';
import * as instruments from '../store/instrument.ts';
import { runQuery } from '../store/query.ts';
import { ratingIsSeen } from '../store/query-sets.ts';
import { studyContents, studyOf } from '../store/study.ts';
import { decode } from '../store/tables.ts';
import { fileStem } from '../study/library.ts';
import { api, created, edited } from './base.ts';
import { exported } from './exported.ts';

export const instrumentApi = {
  create: api.instrument.create.handler(({ context, input }) => {
    const { actor, step, ...instrument } = input;
    return created(context, 'instrument.create', { actor, step }, (edit) =>
      instruments.createInstrument(edit, instrument),
    );
  }),
  createFromTemplate: api.instrument.createFromTemplate.handler(({ context, input }) =>
    created(context, 'instrument.create', input, (edit) =>
      instruments.createFromTemplate(edit, input.template),
    ),
  ),
  update: api.instrument.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'instrument.update', { actor, step }, (edit) =>
      instruments.updateInstrument(edit, id, patch),
    );
  }),
  remove: api.instrument.remove.handler(({ context, input }) =>
    edited(context, 'instrument.remove', input, (edit) => instruments.removeInstrument(edit, input.id)),
  ),
};

export const instrumentItemApi = {
  add: api.instrumentItem.add.handler(({ context, input }) => {
    const { actor, step, instrumentId, scaleStep, ...item } = input;
    return created(context, 'instrumentItem.add', { actor, step }, (edit) =>
      instruments.addItem(edit, instrumentId, { ...item, step: scaleStep }),
    );
  }),
  update: api.instrumentItem.update.handler(({ context, input }) => {
    const { actor, step, id, scaleStep, ...patch } = input;
    return edited(context, 'instrumentItem.update', { actor, step }, (edit) =>
      instruments.updateItem(edit, id, { ...patch, step: scaleStep }),
    );
  }),
  move: api.instrumentItem.move.handler(({ context, input }) =>
    edited(context, 'instrumentItem.move', input, (edit) =>
      instruments.moveItem(edit, input.id, input.before),
    ),
  ),
  remove: api.instrumentItem.remove.handler(({ context, input }) =>
    edited(context, 'instrumentItem.remove', input, (edit) => instruments.removeItem(edit, input.id)),
  ),
};

export const ratingApi = {
  set: api.rating.set.handler(({ context, input }) => {
    const { actor, step, ...rating } = input;
    return edited(context, 'rating.set', { actor, step }, (edit) => instruments.setRating(edit, rating));
  }),
  load: api.rating.load.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const rows = store.read.all(
      `SELECT r.* FROM ratings r LEFT JOIN moments m ON m.id = r.moment_id
       WHERE coalesce(r.session_id, m.session_id) = ?3 AND ${ratingIsSeen('r')} AND (m.id IS NULL OR ${visibleTo('?1')})
       ORDER BY r.id`,
      watching?.recallerId ?? null,
      watching?.interviewId ?? null,
      input.sessionId,
    );
    return { seq: store.lastSeq, ratings: rows.map((raw) => decode('rating', raw)) };
  }),
};

export const queryApi = {
  run: api.query.run.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return runQuery(store.read, input.query, input.limit, watching);
  }),
  export: api.query.export.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const { read } = store;
    const { hits } = runQuery(read, input.query, Number.MAX_SAFE_INTEGER, watching);
    const { covered, leftOut } = coveredRows(read, hits, input.use);
    const { cases, sessions, recordings, people, codes } = studyContents(read);
    const caseLabels = new Map(cases.map((row) => [row.id, row.label]));
    const stem = fileStem(studyOf(read).title, 'study');
    const file = {
      fileName: `${stem} ${input.query.of} found.csv`,
      mimeType: 'text/csv;charset=utf-8',
      text: resultsToCsv(covered, { caseLabels, sessions, recordings, people, codes }, input),
    };
    return { ...exported(context.app, 'query', file, { ...input, rowCount: covered.length }), leftOut };
  }),
  save: api.query.save.handler(({ context, input }) => {
    const { actor, name, query } = input;
    const id = newId(ids.savedQueryId);
    const change = edited(context, 'query.save', input, (edit) =>
      edit.insert('savedQuery', { id, name, query, personId: actor, changedAt: Date.now() }),
    );
    return { id, change };
  }),
  update: api.query.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'query.update', { actor, step }, (edit) =>
      edit.update('savedQuery', id, { ...patch, personId: actor, changedAt: Date.now() }),
    );
  }),
  remove: api.query.remove.handler(({ context, input }) =>
    edited(context, 'query.remove', input, (edit) => edit.remove('savedQuery', input.id)),
  ),
};
