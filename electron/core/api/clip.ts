import type { ExportKind } from '../../../shared/contract/log.ts';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { App } from '../app.ts';
import {
  clipOfSpan,
  clipsOfMoment,
  peopleIn,
  recordingToHear,
  sessionStem,
} from '../recordings/clip-list.ts';
import type { Leaving } from '../recordings/clips.ts';
import { api } from './base.ts';
import { logExported } from './exported.ts';

/** What cannot be logged does not leave: the log has it before anybody can fetch it, or it is saved. */
function leavingOf(
  app: App,
  what: ExportKind,
  facts: { actor: PersonId | null; purpose: string; use: ConsentUse },
): Omit<Leaving, 'isRedacted'> {
  return {
    use: facts.use,
    log: (fileName, rowCount) => logExported(app, what, fileName, { ...facts, rowCount }),
  };
}

export const clipApi = {
  export: api.clip.export.handler(({ context, input }) => {
    const { jobId, of, marginMs, isRedacted } = input;
    const { clips, store, watching } = context.app.study();
    const plans =
      of.kind === 'moments'
        ? of.momentIds.flatMap((id) => clipsOfMoment(store.read, id, marginMs, watching))
        : of.spans.map((span) => clipOfSpan(store.read, span, marginMs, watching));
    return clips.export(jobId, plans, { ...leavingOf(context.app, 'clips', input), isRedacted });
  }),
  cancel: api.clip.cancel.handler(({ context, input }) => {
    context.app.study().clips.cancel(input.jobId);
    return null;
  }),
};

export const redactedRecordingApi = {
  exportRedacted: api.recording.exportRedacted.handler(({ context, input }) => {
    const { clips, store, watching } = context.app.study();
    const recording = recordingToHear(store.read, input.id, watching);
    const whole = {
      recording,
      name: sessionStem(store.read, recording),
      personIds: peopleIn(store.read, recording),
    };
    return clips.exportRedacted(input.jobId, whole, leavingOf(context.app, 'recording', input));
  }),
  replaceByRedacted: api.recording.replaceByRedacted.handler(({ context, input }) => {
    const { clips, recordings, store, watching } = context.app.study();
    recordingToHear(store.read, input.id, watching);
    return clips.watch(input.jobId, (stopping) => recordings.replaceByRedacted(input, stopping));
  }),
};
