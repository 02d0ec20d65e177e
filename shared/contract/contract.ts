import { appContract, exportContract, historyContract, viewContract } from './app.ts';
import { clipContract, redactedRecordingContract } from './clip.ts';
import { codeSetContract } from './code-set.ts';
import { codebookFileContract } from './codebook-file.ts';
import * as coding from './coding.ts';
import { consentContract } from './consent.ts';
import * as instrument from './instrument.ts';
import { journalContract } from './log.ts';
import * as memo from './memo.ts';
import { namesContract } from './names.ts';
import { queryContract } from './query.ts';
import * as recall from './recall.ts';
import * as recallMedia from './recall-media.ts';
import { recordingContract } from './recording.ts';
import { redactionContract } from './redaction.ts';
import { sealContract } from './seal.ts';
import { searchContract } from './search.ts';
import { momentContract, noteContract, peakContract, segmentContract, sessionContract } from './session.ts';
import {
  backupContract,
  caseContract,
  personContract,
  sessionParticipantContract,
  studyContract,
} from './study.ts';
import * as transcript from './transcript.ts';
import { withdrawalContract } from './withdrawal.ts';

/** Everything that crosses a process boundary, but for bytes (recordings, peaks, uploads), which have addresses: `routes.ts`. */
export const contract = {
  app: appContract,
  study: studyContract,
  backup: backupContract,
  seal: sealContract,
  case: caseContract,
  person: personContract,
  session: sessionContract,
  sessionParticipant: sessionParticipantContract,
  recording: { ...recordingContract, ...redactedRecordingContract },
  moment: momentContract,
  segment: segmentContract,
  peak: peakContract,
  note: noteContract,
  code: coding.codeContract,
  codeExample: coding.codeExampleContract,
  codeSet: codeSetContract,
  codebook: { ...coding.codebookContract, ...codebookFileContract },
  coding: coding.codingContract,
  transcript: transcript.transcriptContract,
  speaker: transcript.speakerContract,
  turn: transcript.turnContract,
  memo: memo.memoContract,
  link: memo.linkContract,
  thing: memo.thingContract,
  search: searchContract,
  redaction: redactionContract,
  clip: clipContract,
  interview: recall.interviewContract,
  place: recall.placeContract,
  log: recall.logContract,
  stop: recall.stopContract,
  lead: recall.leadContract,
  statement: recall.statementContract,
  instrument: instrument.instrumentContract,
  instrumentItem: instrument.instrumentItemContract,
  rating: instrument.ratingContract,
  query: queryContract,
  dial: recallMedia.dialContract,
  interviewRecording: recallMedia.interviewRecordingContract,
  projection: recallMedia.projectionContract,
  recaller: recallMedia.recallerContract,
  names: namesContract,
  consent: consentContract,
  withdrawal: withdrawalContract,
  history: historyContract,
  journal: journalContract,
  view: viewContract,
  export: exportContract,
};
export type Contract = typeof contract;
