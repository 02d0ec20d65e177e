import { appApi, exportApi, historyApi, viewApi } from './api/app.ts';
import { api } from './api/base.ts';
import { recordingApi } from './api/recording.ts';
import * as session from './api/session.ts';
import * as study from './api/study.ts';
import { App } from './app.ts';
import type { ByteSource, Host } from './host.ts';
import { openSample } from './sample/sample.ts';

/** The contract, implemented; which app it works on comes with the call's context. */
export const router = api.router({
  app: appApi,
  study: study.studyApi,
  backup: study.backupApi,
  case: study.caseApi,
  person: study.personApi,
  session: session.sessionApi,
  sessionParticipant: study.sessionParticipantApi,
  recording: recordingApi,
  moment: session.momentApi,
  segment: session.segmentApi,
  peak: session.peakApi,
  note: session.noteApi,
  code: session.codeApi,
  coding: session.codingApi,
  history: historyApi,
  view: viewApi,
  export: exportApi,
});

/** The whole application, to be given to a transport. `context` goes with every call. */
export type Core = {
  router: typeof router;
  context: { app: App };
  bytes: ByteSource;
  /** What the flags asked for; never throws: the app starts all the same, and Home says what went wrong. */
  openAtStart(options: { studyPath: string | null; sample: boolean }): Promise<void>;
  /** Backs up, closes and unlocks the study, and ends the media worker. */
  dispose(): Promise<void>;
};

export async function createCore(host: Host): Promise<Core> {
  const app = await App.start(host);
  return {
    router,
    context: { app },
    bytes: {
      media: async (id) => (await app.current?.recordings.serveMedia(id)) ?? null,
      peaks: async (id, samplesPerPair) =>
        (await app.current?.recordings.servePeaks(id, samplesPerPair)) ?? null,
      upload: (fileName, body) => app.study().recordings.staging.receive(fileName, body),
    },
    async openAtStart({ studyPath, sample }) {
      if (studyPath !== null) await app.openAtStart(studyPath);
      else if (sample) await app.noteStartFailure(() => openSample(app));
    },
    dispose: () => app.dispose(),
  };
}
