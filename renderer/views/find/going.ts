import type { RecordingRow } from '../../../shared/model/rows.ts';
import { toInterviewMs } from '../../../shared/time/align.ts';
import { expectArrival } from '../../state/arrival.ts';
import { go, showTab } from '../../state/interface.ts';
import { mirror } from '../../state/rows.ts';
import { alignmentOf } from '../interview/model/facts.ts';
import { goToThing } from '../memos/going.ts';
import { openMoment } from '../session/desk/openMoment.ts';
import { showTranscript, showTranscriptPanel } from '../session/transcript/choice.ts';
import { reel } from './find.ts';
import { type Found, placeInSession, type Way, waysOf } from './found.ts';

/** Goes there, with it selected; a memo to what it is about, open there. */
export async function goToFound(found: Found, way: Way = waysOf(found)[0] ?? 'study'): Promise<void> {
  reel.pause();
  if (found.kind === 'memo') {
    await goToThing({ kind: 'memo', id: found.id });
    return;
  }
  switch (way) {
    case 'interview':
      goToInterview(found);
      return;
    case 'session':
      await goToSession(found);
      return;
    case 'study':
      showTab('sessions');
      go({ screen: 'study' });
  }
}

function goToInterview(found: Found): void {
  const at = found.heard ?? found.place;
  const recording = mirror.get('recording', at?.recordingId ?? null);
  if (at === null || recording?.interviewId == null) return;
  const interviewMs = toInterviewMs(alignmentOf(recording), at.startMs);
  showWords(found, recording);
  expectArrival({ screen: 'interview', interviewId: recording.interviewId, interviewMs });
  go({ screen: 'interview', interviewId: recording.interviewId });
}

async function goToSession(found: Found): Promise<void> {
  const { sessionId, momentId, codedKind } = found;
  const where = placeInSession(found);
  if (where === null) {
    if (sessionId !== null) go({ screen: 'session', sessionId });
    return;
  }
  const { place, recording } = where;
  showWords(found, recording);
  const { startMs, endMs } = place;
  if (codedKind === 'span' && endMs > startMs)
    expectArrival({ screen: 'session', sessionId: recording.sessionId, span: { startMs, endMs } });
  await openMoment({ sessionId: recording.sessionId, recordingId: recording.id, momentId, startMs });
}

/** The panel shows what was found: the transcript for a turn, else the moments or the statements. */
function showWords({ kind, id, transcriptId, codedKind }: Found, recording: RecordingRow): void {
  if (kind === 'turn' && transcriptId !== null) showTranscript(recording.id, transcriptId, id);
  else showTranscriptPanel(codedKind === 'passage');
}
