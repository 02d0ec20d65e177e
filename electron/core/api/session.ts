import { sessionId } from '../../../shared/model/ids.ts';
import { newId } from '../store/ids.ts';
import * as moments from '../store/moment.ts';
import { writeNote } from '../store/note.ts';
import { removeSession, sessionContents } from '../store/session.ts';
import { api } from './base.ts';

export const sessionApi = {
  create: api.session.create.handler(({ context, input }) => {
    const { actor, step, ...fields } = input;
    const id = newId(sessionId);
    const { change } = context.app
      .study()
      .store.edit('session.create', { actor, step }, (edit) =>
        edit.insert('session', { id, ...fields, createdAt: Date.now() }),
      );
    return { id, change };
  }),
  update: api.session.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return context.app
      .study()
      .store.edit('session.update', { actor, step }, (edit) => edit.update('session', id, patch)).change;
  }),
  remove: api.session.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('session.remove', input, (edit) => removeSession(edit, input.id)).change,
  ),
  load: api.session.load.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return { ...sessionContents(store.read, input.id, watching), seq: store.lastSeq };
  }),
};

export const momentApi = {
  mark: api.moment.mark.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('moment.mark', input, (edit) => moments.markMoment(edit, input));
    return { ...result, change };
  }),
  create: api.moment.create.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('moment.create', input, (edit) => moments.createMoment(edit, input));
    return { ...result, change };
  }),
  update: api.moment.update.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('moment.update', input, (edit) => edit.update('moment', input.id, { label: input.label }))
        .change,
  ),
  remove: api.moment.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('moment.remove', input, (edit) => moments.removeMoment(edit, input.id))
        .change,
  ),
  search: api.moment.search.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return moments.searchMoments(store.read, input.sessionId, input.text, watching?.recallerId);
  }),
};

export const segmentApi = {
  add: api.segment.add.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('segment.add', input, (edit) => moments.addSegment(edit, input.momentId, input));
    return { id: result, change };
  }),
  move: api.segment.move.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('segment.move', input, (edit) => moments.moveSegment(edit, input.id, input)).change,
  ),
  remove: api.segment.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('segment.remove', input, (edit) => moments.removeSegment(edit, input.id))
        .change,
  ),
};

export const peakApi = {
  add: api.peak.add.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('peak.add', input, (edit) => moments.addPeak(edit, input));
    return { id: result, change };
  }),
  move: api.peak.move.handler(
    ({ context, input }) =>
      context.app
        .study()
        .store.edit('peak.move', input, (edit) => moments.movePeak(edit, input.id, input.atMs)).change,
  ),
  remove: api.peak.remove.handler(
    ({ context, input }) =>
      context.app.study().store.edit('peak.remove', input, (edit) => moments.removePeak(edit, input.id))
        .change,
  ),
};

export const noteApi = {
  write: api.note.write.handler(({ context, input }) => {
    const { momentId, body, actor } = input;
    const { change } = context.app
      .study()
      .store.edit('note.write', input, (edit) => writeNote(edit, { momentId, body, personId: actor }));
    return change.rows.length === 0 ? null : change;
  }),
};
