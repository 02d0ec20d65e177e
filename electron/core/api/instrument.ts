import * as ids from '../../../shared/model/ids.ts';
import { visibleTo } from '../store/blindness.ts';
import { newId } from '../store/ids.ts';
import * as instruments from '../store/instrument.ts';
import { runQuery } from '../store/query.ts';
import { ratingIsSeen } from '../store/query-sets.ts';
import { decode } from '../store/tables.ts';
import { api } from './base.ts';

export const instrumentApi = {
  create: api.instrument.create.handler(({ context, input }) => {
    const { actor, step, ...instrument } = input;
    const { result, change } = context.app
      .study()
      .store.edit('instrument.create', { actor, step }, (edit) =>
        instruments.createInstrument(edit, instrument),
      );
    return { id: result, change };
  }),
  createFromTemplate: api.instrument.createFromTemplate.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('instrument.create', input, (edit) => instruments.createFromTemplate(edit, input.template));
    return { id: result, change };
  }),
  update: api.instrument.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('instrument.update', { actor, step }, (edit) =>
        instruments.updateInstrument(edit, id, patch),
      ).change;
  }),
  remove: api.instrument.remove.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('instrument.remove', input, (edit) => instruments.removeInstrument(edit, input.id))
        .change,
  ),
};

export const instrumentItemApi = {
  add: api.instrumentItem.add.handler(({ context, input }) => {
    const { actor, step, instrumentId, scaleStep, ...item } = input;
    const { result, change } = context.app
      .study()
      .store.edit('instrumentItem.add', { actor, step }, (edit) =>
        instruments.addItem(edit, instrumentId, { ...item, step: scaleStep }),
      );
    return { id: result, change };
  }),
  update: api.instrumentItem.update.handler(({ context, input }) => {
    const { actor, step, id, scaleStep, ...patch } = input;
    return context.app
      .study()
      .store.edit('instrumentItem.update', { actor, step }, (edit) =>
        instruments.updateItem(edit, id, { ...patch, step: scaleStep }),
      ).change;
  }),
  move: api.instrumentItem.move.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('instrumentItem.move', input, (edit) =>
          instruments.moveItem(edit, input.id, input.before),
        ).change,
  ),
  remove: api.instrumentItem.remove.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('instrumentItem.remove', input, (edit) => instruments.removeItem(edit, input.id)).change,
  ),
};

export const ratingApi = {
  set: api.rating.set.handler(({ context, input }) => {
    const { actor, step, ...rating } = input;
    return context.app
      .study()
      .store.edit('rating.set', { actor, step }, (edit) => instruments.setRating(edit, rating)).change;
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
  save: api.query.save.handler(({ context, input }) => {
    const { actor, name, query } = input;
    const id = newId(ids.savedQueryId);
    const { change } = context.app
      .study()
      .store.edit('query.save', input, (edit) =>
        edit.insert('savedQuery', { id, name, query, personId: actor, changedAt: Date.now() }),
      );
    return { id, change };
  }),
  update: api.query.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('query.update', { actor, step }, (edit) =>
        edit.update('savedQuery', id, { ...patch, personId: actor, changedAt: Date.now() }),
      ).change;
  }),
  remove: api.query.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('query.remove', input, (edit) => edit.remove('savedQuery', input.id))
        .change,
  ),
};
