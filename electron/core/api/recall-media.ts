import type * as ids from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import { alignRecording, finishPart } from '../recordings/interview-recordings.ts';
import { mayHear } from '../store/blindness.ts';
import { appendSamples, beginTrace, dialOf, dialToCsv, removeTrace } from '../store/dial.ts';
import { getRow } from '../store/tables.ts';
import { api, created, edited } from './base.ts';
import { exported } from './exported.ts';

export const dialApi = {
  begin: api.dial.begin.handler(({ context, input }) => {
    const { actor, step: _, ...trace } = input;
    return created(context, 'dial.begin', { actor, isUndoable: false }, (edit) => beginTrace(edit, trace));
  }),
  append: api.dial.append.handler(({ context, input }) =>
    edited(context, 'dial.append', { actor: input.actor, isUndoable: false }, (edit) =>
      appendSamples(edit, input.traceId, input.samples),
    ),
  ),
  load: api.dial.load.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    return dialOf(store.read, input.sessionId, watching?.recallerId ?? null);
  }),
  remove: api.dial.remove.handler(({ context, input }) =>
    edited(context, 'dial.remove', input, (edit) => removeTrace(edit, input.id)),
  ),
  export: api.dial.export.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const { sessionId, rows, use } = input;
    const { text, leftOut } = dialToCsv(store.read, sessionId, rows, watching?.recallerId ?? null, use);
    const file = { fileName: `dial ${input.rows}.csv`, mimeType: 'text/csv;charset=utf-8', text };
    // The first line is the head.
    return {
      ...exported(context.app, 'dial', file, { ...input, rowCount: text.split('\r\n').length - 2 }),
      leftOut,
    };
  }),
};

function sessionOf(app: App, interviewId: ids.InterviewId): ids.SessionId {
  return getRow(app.study().store.read, 'interview', interviewId).sessionId;
}

export const interviewRecordingApi = {
  finish: api.interviewRecording.finish.handler(({ context, input }) =>
    finishPart(context.app.study(), sessionOf(context.app, input.interviewId), input),
  ),
  unfinished: api.interviewRecording.unfinished.handler(async ({ context, input }) => {
    const { recordings, watching } = context.app.study();
    if (!mayHear(input.interviewId, watching)) return [];
    const parts = await recordings.parts.list(input.interviewId);
    return parts.map(({ partId, startMs, byteCount }) => ({ partId, startMs, byteCount }));
  }),
  attach: api.interviewRecording.attach.handler(({ context, input }) =>
    context.app.study().recordings.import({
      stagedId: input.stagedId,
      sessionId: sessionOf(context.app, input.interviewId),
      label: 'interview',
      audioTrack: null,
      actor: input.actor,
      interview: { interviewId: input.interviewId, interviewStartMs: 0, interviewRate: 1 },
    }),
  ),
  align: api.interviewRecording.align.handler(({ context, input }) =>
    edited(context, 'interviewRecording.align', input, (edit) =>
      alignRecording(edit, input.recordingId, input.points),
    ),
  ),
};

export const projectionApi = {
  tell: api.projection.tell.handler(({ context, input }) => {
    context.app.projection.tell(input.playback);
    return null;
  }),
  blank: api.projection.blank.handler(({ context, input }) => {
    context.app.projection.blank(input.isBlank);
    return null;
  }),
  open: api.projection.open.handler(async ({ context }) => ({
    url: (await context.app.host.openRecallerWindow?.()) ?? null,
  })),
};

/** All that is answered to the recaller's window. */
export const recallerApi = {
  follow: api.recaller.follow.handler(({ context, signal }) => context.app.projection.follow(signal)),
  stop: api.recaller.stop.handler(({ context, input }) => {
    context.app.projection.stop(input.at);
    return null;
  }),
  blank: api.recaller.blank.handler(({ context, input }) => {
    context.app.projection.blank(input.isBlank);
    return null;
  }),
};
