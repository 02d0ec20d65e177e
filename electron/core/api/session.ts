import { sessionId } from '../../../shared/model/ids.ts';
import { newId } from '../store/ids.ts';
import * as moments from '../store/moment.ts';
import { writeNote } from '../store/note.ts';
import { removeSession, sessionContents } from '../store/session.ts';
import { answered, api, created, edited } from './base.ts';

export const sessionApi = {
  create: api.session.create.handler(({ context, input }) => {
    const { actor, step, ...fields } = input;
    const id = newId(sessionId);
    const change = edited(context, 'session.create', { actor, step }, (edit) =>
      edit.insert('session', { id, ...fields, createdAt: Date.now() }),
    );
    return { id, change };
  }),
  update: api.session.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'session.update', { actor, step }, (edit) => edit.update('session', id, patch));
  }),
  remove: api.session.remove.handler(({ context, input }) =>
    edited(context, 'session.remove', input, (edit) => removeSession(edit, input.id)),
  ),
  load: api.session.load.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return { ...sessionContents(store.read, input.id, watching), seq: store.lastSeq };
  }),
};

export const momentApi = {
  mark: api.moment.mark.handler(({ context, input }) =>
    answered(context, 'moment.mark', input, (edit) => moments.markMoment(edit, input)),
  ),
  create: api.moment.create.handler(({ context, input }) =>
    answered(context, 'moment.create', input, (edit) => moments.createMoment(edit, input)),
  ),
  update: api.moment.update.handler(({ context, input }) =>
    edited(context, 'moment.update', input, (edit) =>
      edit.update('moment', input.id, { label: input.label }),
    ),
  ),
  remove: api.moment.remove.handler(({ context, input }) =>
    edited(context, 'moment.remove', input, (edit) => moments.removeMoment(edit, input.id)),
  ),
  search: api.moment.search.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return moments.searchMoments(store.read, input.sessionId, input.text, watching?.recallerId);
  }),
};

export const segmentApi = {
  add: api.segment.add.handler(({ context, input }) =>
    created(context, 'segment.add', input, (edit) => moments.addSegment(edit, input.momentId, input)),
  ),
  move: api.segment.move.handler(({ context, input }) =>
    edited(context, 'segment.move', input, (edit) => moments.moveSegment(edit, input.id, input)),
  ),
  remove: api.segment.remove.handler(({ context, input }) =>
    edited(context, 'segment.remove', input, (edit) => moments.removeSegment(edit, input.id)),
  ),
};

export const peakApi = {
  add: api.peak.add.handler(({ context, input }) =>
    created(context, 'peak.add', input, (edit) => moments.addPeak(edit, input)),
  ),
  move: api.peak.move.handler(({ context, input }) =>
    edited(context, 'peak.move', input, (edit) => moments.movePeak(edit, input.id, input.atMs)),
  ),
  remove: api.peak.remove.handler(({ context, input }) =>
    edited(context, 'peak.remove', input, (edit) => moments.removePeak(edit, input.id)),
  ),
};

export const noteApi = {
  write: api.note.write.handler(({ context, input }) => {
    const { momentId, body, actor } = input;
    const change = edited(context, 'note.write', input, (edit) =>
      writeNote(edit, { momentId, body, personId: actor }),
    );
    return change.rows.length === 0 ? null : change;
  }),
};
