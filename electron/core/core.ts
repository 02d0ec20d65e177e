import type { Router } from '@orpc/server';
import type { Contract } from '../../shared/contract/contract.ts';
import { appApi, exportApi, historyApi, viewApi } from './api/app.ts';
import type { Context } from './api/base.ts';
import { clipApi, redactedRecordingApi } from './api/clip.ts';
import { codeSetApi } from './api/code-set.ts';
import { codebookFileApi } from './api/codebook-file.ts';
import * as coding from './api/coding.ts';
import { consentApi } from './api/consent.ts';
import * as instrument from './api/instrument.ts';
import { journalApi } from './api/log.ts';
import * as memo from './api/memo.ts';
import { namesApi } from './api/names.ts';
import * as recall from './api/recall.ts';
import * as recallMedia from './api/recall-media.ts';
import { recordingApi } from './api/recording.ts';
import { redactionApi } from './api/redaction.ts';
import { sealApi } from './api/seal.ts';
import * as session from './api/session.ts';
import * as study from './api/study.ts';
import * as transcript from './api/transcript.ts';
import { withdrawalApi } from './api/withdrawal.ts';
import { App } from './app.ts';
import type { ByteSource, Host } from './host.ts';
import { openSample } from './sample/sample.ts';
import { getRow } from './store/tables.ts';

/** The contract, implemented; which app it works on comes with the call's context. */
const implemented = {
  app: appApi,
  study: study.studyApi,
  backup: study.backupApi,
  seal: sealApi,
  case: study.caseApi,
  person: study.personApi,
  session: session.sessionApi,
  sessionParticipant: study.sessionParticipantApi,
  recording: { ...recordingApi, ...redactedRecordingApi },
  moment: session.momentApi,
  segment: session.segmentApi,
  peak: session.peakApi,
  note: session.noteApi,
  code: coding.codeApi,
  codeExample: coding.codeExampleApi,
  codeSet: codeSetApi,
  codebook: { ...coding.codebookApi, ...codebookFileApi },
  coding: coding.codingApi,
  transcript: transcript.transcriptApi,
  speaker: transcript.speakerApi,
  turn: transcript.turnApi,
  memo: memo.memoApi,
  link: memo.linkApi,
  thing: memo.thingApi,
  search: memo.searchApi,
  redaction: redactionApi,
  clip: clipApi,
  interview: recall.interviewApi,
  place: recall.placeApi,
  log: recall.logApi,
  stop: recall.stopApi,
  lead: recall.leadApi,
  statement: recall.statementApi,
  instrument: instrument.instrumentApi,
  instrumentItem: instrument.instrumentItemApi,
  rating: instrument.ratingApi,
  query: instrument.queryApi,
  dial: recallMedia.dialApi,
  interviewRecording: recallMedia.interviewRecordingApi,
  projection: recallMedia.projectionApi,
  recaller: recallMedia.recallerApi,
  names: namesApi,
  consent: consentApi,
  withdrawal: withdrawalApi,
  history: historyApi,
  journal: journalApi,
  view: viewApi,
  export: exportApi,
};

/** Named by hand, as `api` is. */
export const router: Router<Contract, Context> = implemented;

/** All that the recaller's window can call, whatever it asks for: there is nothing else behind its address or port. */
export const recallerRouter = { recaller: recallMedia.recallerApi };

/** The whole application, to be given to a transport. `context` goes with every call. */
export type Core = {
  router: typeof router;
  context: { app: App };
  bytes: ByteSource;
  /** What the flags asked for, else the study that was open at the end; never throws: the app starts all the same, and Home says what went wrong. */
  openAtStart(options: { studyPath: string | null; sample: boolean }): Promise<void>;
  /** The system is about to sleep or has locked its screen: a sealed study is locked, unless an interview is recording. */
  systemLocks(): void;
  /** Backs up, closes and unlocks the study, and ends the media worker. */
  dispose(): Promise<void>;
};

export async function createCore(host: Host): Promise<Core> {
  const app = await App.start(host);
  return {
    router,
    context: { app },
    bytes: {
      media: async (id) => (await app.audible(id)?.serveMedia(id)) ?? null,
      peaks: async (id, samplesPerPair) => (await app.audible(id)?.servePeaks(id, samplesPerPair)) ?? null,
      exported: async (token) => (await app.current?.clips.serve(token)) ?? null,
      upload: (fileName, body) => app.study().recordings.staging.receive(fileName, body),
      appendPart: async ({ startMs, offset, ...ids }, slice) => {
        const { store, recordings } = app.study();
        getRow(store.read, 'interview', ids.interviewId);
        return await recordings.parts.append(ids, startMs, offset, slice);
      },
    },
    async openAtStart({ studyPath, sample }) {
      if (studyPath !== null) await app.openAtStart(studyPath);
      else if (sample) await app.noteStartFailure(() => openSample(app));
      else if (app.profile.openAtEnd !== null) await app.openAtStart(app.profile.openAtEnd);
    },
    systemLocks: () => app.current?.autoLock?.systemLocks(),
    dispose: () => app.dispose(),
  };
}
