import { Failure } from '../../../shared/contract/failure.ts';
import { api, edited } from './base.ts';

export const recordingApi = {
  choose: api.recording.choose.handler(async ({ context }) => {
    const { dialogs } = context.app.host;
    if (dialogs === null) throw new Failure('NOT_ALLOWED');
    const { staging } = context.app.study().recordings;
    const paths = await dialogs.chooseMedia();
    return await Promise.all(paths.map((path) => staging.choose(path)));
  }),
  probe: api.recording.probe.handler(({ context, input }) =>
    context.app.study().recordings.probe(input.stagedId),
  ),
  import: api.recording.import.handler(({ context, input }) => context.app.study().recordings.import(input)),
  cancel: api.recording.cancel.handler(async ({ context, input }) => {
    await context.app.study().recordings.cancel(input.stagedId);
    return null;
  }),
  peaks: api.recording.peaks.handler(({ context, input }) =>
    context.app.study().recordings.peaksOf(input.id),
  ),
  check: api.recording.check.handler(async ({ context, input }) => ({
    isPresent: await context.app.study().recordings.isPresent(input.id),
  })),
  relink: api.recording.relink.handler(async ({ context, input }) => {
    await context.app.study().recordings.relink(input.id, input.stagedId);
    return null;
  }),
  rename: api.recording.rename.handler(({ context, input }) =>
    edited(context, 'recording.rename', input, (edit) =>
      edit.update('recording', input.id, { label: input.label }),
    ),
  ),
  remove: api.recording.remove.handler(({ context, input }) =>
    context.app.study().recordings.remove(input.id, input.actor),
  ),
};
