import { appContract, exportContract, historyContract, viewContract } from './app.ts';
import { recordingContract } from './recording.ts';
import {
  codeContract,
  codingContract,
  momentContract,
  noteContract,
  peakContract,
  segmentContract,
  sessionContract,
} from './session.ts';
import {
  backupContract,
  caseContract,
  personContract,
  sessionParticipantContract,
  studyContract,
} from './study.ts';

/** Everything that crosses a process boundary, but for bytes (recordings, peaks, uploads), which have addresses: `routes.ts`. */
export const contract = {
  app: appContract,
  study: studyContract,
  backup: backupContract,
  case: caseContract,
  person: personContract,
  session: sessionContract,
  sessionParticipant: sessionParticipantContract,
  recording: recordingContract,
  moment: momentContract,
  segment: segmentContract,
  peak: peakContract,
  note: noteContract,
  code: codeContract,
  coding: codingContract,
  history: historyContract,
  view: viewContract,
  export: exportContract,
};
export type Contract = typeof contract;
