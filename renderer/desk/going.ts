import type { ThingFacts } from '../../shared/contract/memo.ts';
import type { Whereabouts } from '../../shared/contract/search.ts';
import { memoId, type RecordingId } from '../../shared/model/ids.ts';
import type { Thing } from '../../shared/model/memo-rows.ts';
import type { RecordingRow } from '../../shared/model/rows.ts';
import { toInterviewMs } from '../../shared/time/align.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { expectArrival } from '../state/arrival.ts';
import { go, type StudyTab, showTab } from '../state/interface.ts';
import { orShow, showFailure } from '../state/notices.ts';
import { mirror } from '../state/rows.ts';
import { currentDesk, currentInterview } from './current.ts';
import type { Found } from './find/found.ts';
import { alignmentOf } from './interview/model/facts.ts';
import { closeAbout, showMemosOf } from './memos/about.ts';
import { openMemo } from './memos/opened.ts';
import { goToMoment } from './session/going.ts';
import { openMoment } from './session/openMoment.ts';
import { chooseCode } from './study/chosenCode.ts';
import { showTranscript, showTranscriptPanel } from './transcript/choice.ts';
import { placeInSession, type Way, waysOf } from './whereabouts.ts';

function goToTab(tab: StudyTab): void {
  showTab(tab);
  go({ screen: 'study' });
}

/** Goes to what was found, with it selected; to a memo where it is written, open. */
export async function goToFound(found: Found, way?: Way): Promise<void> {
  if (found.kind === 'memo') await goToMemo(found.id, found.about);
  else await goTo(found, way);
}

/** Shows a thing where it is; a memo in its place, open. */
export async function goToThing(wanted: Thing): Promise<void> {
  const facts = await factsOf(wanted);
  if (facts !== undefined) await show(facts);
}

/** Links may name what was removed meanwhile: then it says so. */
async function factsOf(wanted: Thing): Promise<ThingFacts | undefined> {
  const described = await orShow(attempt(client.thing.describe({ things: [wanted] })));
  if (described === undefined) return undefined;
  const [facts] = described.things;
  if (facts === undefined) showFailure({ code: 'NOT_FOUND', data: {} });
  return facts;
}

async function show(facts: ThingFacts): Promise<void> {
  closeAbout();
  switch (facts.kind) {
    case 'study':
      goToTab('memos');
      return;
    case 'case':
      goToTab('sessions');
      return;
    case 'person':
      goToTab('people');
      return;
    case 'code':
      chooseCode(mirror.get('code', facts.id)?.id ?? null);
      goToTab('codebook');
      return;
    case 'interview':
      if (facts.interviewId !== null) go({ screen: 'interview', interviewId: facts.interviewId });
      return;
    case 'session':
    case 'recording':
    case 'moment':
    case 'statement':
    case 'coding':
    case 'transcript':
    case 'turn':
      if (facts.kind === 'transcript') showWords(facts, facts.recordingId);
      await goTo(facts);
      return;
    case 'memo':
      await goToMemo(facts.id, facts.about);
  }
}

/** These show their memos where they are; all others in a dialog above it. */
const withMemos: readonly ThingFacts['kind'][] = ['study', 'code', 'moment', 'memo'];

async function goToMemo(id: string, about: Thing | null): Promise<void> {
  const facts = about === null ? undefined : await factsOf(about);
  if (facts === undefined) return;
  await show(facts);
  openMemo(memoId.parse(id));
  if (!withMemos.includes(facts.kind)) showMemosOf({ kind: facts.kind, id: facts.id });
}

/** Goes to a place on this way, and selects there what is meant. */
async function goTo(where: Whereabouts, way: Way = waysOf(where)[0] ?? 'study'): Promise<void> {
  switch (way) {
    case 'interview':
      goToInterview(where);
      return;
    case 'session':
      await goToSession(where);
      return;
    case 'study':
      goToTab('sessions');
  }
}

function goToInterview(where: Whereabouts): void {
  const recording = mirror.get('recording', (where.heard ?? where.place)?.recordingId ?? null) ?? null;
  const at = where.said ?? (recording === null ? null : spokenAt(where, recording));
  if (at === null) return;
  const { interviewId, startMs } = at;
  showWords(where, recording?.id ?? null);
  const desk = currentInterview();
  // One that is there already takes nothing that was laid ready for its arrival.
  if (desk?.interviewId === interviewId) desk.goTo(startMs, null);
  else {
    expectArrival({ screen: 'interview', interviewId, interviewMs: startMs });
    go({ screen: 'interview', interviewId });
  }
}

/** Where on an interview's clock that lies which has a place on its recording, as the turns of its transcript have. */
function spokenAt({ place }: Whereabouts, recording: RecordingRow): Whereabouts['said'] {
  const { interviewId } = recording;
  if (place === null || interviewId === null) return null;
  return { interviewId, startMs: toInterviewMs(alignmentOf(recording), place.startMs) };
}

async function goToSession(where: Whereabouts): Promise<void> {
  const { sessionId, momentId, codedKind } = where;
  const placed = placeInSession(where);
  if (placed === null) {
    if (sessionId !== null) go({ screen: 'session', sessionId });
    return;
  }
  const { place, recording } = placed;
  showWords(where, recording.id);
  const desk = currentDesk();
  if (desk !== null && momentId !== null && desk.store.getState().moments?.get(momentId) !== undefined) {
    goToMoment(desk, momentId);
    return;
  }
  // A desk that is there already is set up anew.
  if (desk?.sessionId === recording.sessionId) go({ screen: 'study' });
  const { startMs, endMs } = place;
  const span = codedKind === 'span' && endMs > startMs ? { startMs, endMs } : null;
  if (span !== null) expectArrival({ screen: 'session', sessionId: recording.sessionId, span });
  const at = { sessionId: recording.sessionId, recordingId: recording.id, momentId, startMs };
  await openMoment(span === null ? at : { ...at, endMs });
}

/** The panel shows what is meant: the transcript of a turn, with that selected, else the moments or the statements. */
function showWords({ transcriptId, turnId }: Whereabouts, recordingId: RecordingId | null): void {
  if (transcriptId === null || recordingId === null) showTranscriptPanel(false);
  else showTranscript(recordingId, transcriptId, turnId);
}
