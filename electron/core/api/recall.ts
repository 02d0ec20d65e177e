import { Failure } from '../../../shared/contract/failure.ts';
import {
  interviewSummary,
  summaryToCsv,
  summaryToText,
} from '../../../shared/interchange/interview-summary.ts';
import { type InterviewId, leadUseId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import { coveredBy } from '../store/consent.ts';
import { newId } from '../store/ids.ts';
import * as interviews from '../store/interview.ts';
import { addPlace, chooseMoments, layPlaces, movePlace, updatePlace } from '../store/place.ts';
import { beginStatement, removeStatement, updateStatement } from '../store/statement.ts';
import { appendLines, closeLog, makeStop, removeStop, stopToMoment } from '../store/stop.ts';
import { decode, findRow, getRow } from '../store/tables.ts';
import { answered, api, created, edited } from './base.ts';
import { exported } from './exported.ts';

function contentsOf(app: App, id: InterviewId) {
  const { store, watching } = app.study();
  // What another recaller said stays closed while this one's interview is open.
  if (watching !== null && watching.interviewId !== id) throw new Failure('NOT_ALLOWED');
  return { ...interviews.interviewContents(store.read, id), seq: store.lastSeq };
}

function summaryOf(app: App, id: InterviewId, format: 'text' | 'csv') {
  const contents = contentsOf(app, id);
  const { read } = app.study().store;
  const { recordingId, sessionId } = contents.interview;
  const lines = interviewSummary({
    contents,
    session: getRow(read, 'session', sessionId),
    recording: recordingId === null ? null : findRow(read, 'recording', recordingId),
    people: read.all('SELECT * FROM people').map((raw) => decode('person', raw)),
  });
  return format === 'csv'
    ? { fileName: 'recall interview.csv', mimeType: 'text/csv;charset=utf-8', text: summaryToCsv(lines) }
    : { fileName: 'recall interview.txt', mimeType: 'text/plain;charset=utf-8', text: summaryToText(lines) };
}

export const interviewApi = {
  list: api.interview.list.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const all = interviews.listInterviews(store.read, input.sessionId);
    return watching === null ? all : all.filter((one) => one.id === watching.interviewId);
  }),
  create: api.interview.create.handler(({ context, input }) => {
    const { actor, step, ...interview } = input;
    return created(context, 'interview.create', { actor, step }, (edit) =>
      interviews.createInterview(edit, interview),
    );
  }),
  update: api.interview.update.handler(({ context, input }) => {
    // `step` is the interview's own here; the undo step is not used for these.
    const { actor, id, ...patch } = input;
    return edited(context, 'interview.update', { actor }, (edit) =>
      interviews.updateInterview(edit, id, patch),
    );
  }),
  remove: api.interview.remove.handler(({ context, input }) =>
    edited(context, 'interview.remove', input, (edit) => interviews.removeInterview(edit, input.id)),
  ),
  load: api.interview.load.handler(({ context, input }) => contentsOf(context.app, input.id)),
  enter: api.interview.enter.handler(async ({ context: { app }, input }) => {
    const { id, windowId = null, isTakingOver = false } = input;
    await app.holding.enter(app.study(), id, { windowId, isTakingOver });
    return contentsOf(app, id);
  }),
  begin: api.interview.begin.handler(({ context, input }) => {
    const { store } = context.app.study();
    const { change } = store.edit('interview.begin', { actor: input.actor, isUndoable: false }, (edit) =>
      interviews.beginInterview(edit, input.id),
    );
    return { nowMs: contentsOf(context.app, input.id).nowMs, change };
  }),
  leave: api.interview.leave.handler(({ context, input }) => {
    context.app.holding.leave(input?.windowId ?? null);
    return null;
  }),
  finish: api.interview.finish.handler(({ context, input }) =>
    edited(context, 'interview.finish', input, (edit) => {
      closeLog(edit, input.id);
      interviews.finishInterview(edit, input.id, input.interviewMs ?? null);
    }),
  ),
  summary: api.interview.summary.handler(({ context, input }) => {
    const file = summaryOf(context.app, input.id, input.format);
    const { recallerId } = contentsOf(context.app, input.id).interview;
    const { isCovered } = coveredBy(context.app.study().store.read, [recallerId], input.use);
    if (!isCovered && !input.isForScreen) throw new Failure('CONSENT_NOT_GIVEN');
    return input.isForScreen ? file : exported(context.app, 'summary', file, { ...input, rowCount: 1 });
  }),
};

export const placeApi = {
  add: api.place.add.handler(({ context, input }) => {
    const { actor, step, ...place } = input;
    return created(context, 'place.add', { actor, step }, (edit) => addPlace(edit, place));
  }),
  choose: api.place.choose.handler(({ context, input }) =>
    edited(context, 'place.choose', input, (edit) => chooseMoments(edit, input.interviewId, input.momentIds)),
  ),
  update: api.place.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'place.update', { actor, step }, (edit) => updatePlace(edit, id, patch));
  }),
  move: api.place.move.handler(({ context, input }) =>
    edited(context, 'place.move', input, (edit) => movePlace(edit, input.id, input.before)),
  ),
  remove: api.place.remove.handler(({ context, input }) =>
    edited(context, 'place.remove', input, (edit) => edit.remove('place', input.id)),
  ),
  lay: api.place.lay.handler(({ context, input }) =>
    edited(context, 'place.lay', input, (edit) => layPlaces(edit, input.interviewId)),
  ),
};

export const logApi = {
  append: api.log.append.handler(({ context, input }) =>
    edited(context, 'log.append', { actor: input.actor, isUndoable: false }, (edit) =>
      appendLines(edit, input.interviewId, input.lines),
    ),
  ),
};

export const stopApi = {
  make: api.stop.make.handler(({ context, input }) => {
    const { actor, step: _, ...stop } = input;
    return answered(context, 'stop.make', { actor, isUndoable: false }, (edit) => makeStop(edit, stop));
  }),
  toMoment: api.stop.toMoment.handler(({ context, input }) => {
    const { result, change } = context.app
      .study()
      .store.edit('stop.toMoment', input, (edit) => stopToMoment(edit, input.id, input.momentId));
    return { momentId: result, change };
  }),
  remove: api.stop.remove.handler(({ context, input }) =>
    edited(context, 'stop.remove', input, (edit) => removeStop(edit, input.id)),
  ),
};

export const leadApi = {
  use: api.lead.use.handler(({ context, input }) => {
    const { actor, step: _, interviewMs, ...use } = input;
    return edited(context, 'lead.use', { actor, isUndoable: false }, (edit) =>
      edit.insert('leadUse', { id: newId(leadUseId), ...use, interviewMs: Math.round(interviewMs) }),
    );
  }),
};

export const statementApi = {
  begin: api.statement.begin.handler(({ context, input }) => {
    const { actor, step, ...statement } = input;
    return created(context, 'statement.begin', { actor, step }, (edit) => beginStatement(edit, statement));
  }),
  update: api.statement.update.handler(({ context, input }) => {
    const { actor, step, id, ...patch } = input;
    return edited(context, 'statement.update', { actor, step }, (edit) => updateStatement(edit, id, patch));
  }),
  remove: api.statement.remove.handler(({ context, input }) =>
    edited(context, 'statement.remove', input, (edit) => removeStatement(edit, input.id)),
  ),
};
