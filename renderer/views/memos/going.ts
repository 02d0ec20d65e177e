import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { currentDesk } from '../../commands/currentDesk.ts';
import { go, type StudyTab, showTab } from '../../state/interface.ts';
import { orShow, showFailure } from '../../state/notices.ts';
import { mirror } from '../../state/rows.ts';
import { goToMoment } from '../session/desk/going.ts';
import { openMoment } from '../session/desk/openMoment.ts';
import { showTranscriptPanel } from '../session/transcript/choice.ts';
import { chooseCode } from '../study/codebook/chosen.ts';
import { closeAbout, showMemosOf } from './about.ts';
import { openMemo } from './opened.ts';

function goToTab(tab: StudyTab): void {
  showTab(tab);
  go({ screen: 'study' });
}

/** To the session's desk, and there to the moment or the instant. */
async function goToSession({ sessionId, recordingId, momentId, startMs }: ThingFacts): Promise<void> {
  if (sessionId === null) return;
  const desk = currentDesk();
  if (desk !== null && momentId !== null && desk.store.getState().moments?.get(momentId) !== undefined)
    goToMoment(desk, momentId);
  else if (recordingId !== null && startMs !== null) {
    if (desk?.sessionId === sessionId) go({ screen: 'study' });
    await openMoment({ sessionId, recordingId, momentId, startMs });
  } else go({ screen: 'session', sessionId });
}

/** Shows a thing where it is; a memo in its place, open. Links may name what was removed meanwhile: then it says so. */
export async function goToThing(wanted: Thing): Promise<void> {
  const found = await orShow(attempt(client.thing.describe({ things: [wanted] })));
  if (found === undefined) return;
  const [facts] = found.things;
  if (facts === undefined) showFailure({ code: 'NOT_FOUND', data: {} });
  else await goToFound(facts);
}

async function goToFound(facts: ThingFacts): Promise<void> {
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
    case 'statement':
      if (facts.interviewId !== null) go({ screen: 'interview', interviewId: facts.interviewId });
      return;
    case 'transcript':
    case 'turn':
      showTranscriptPanel(true);
      await goToSession(facts);
      return;
    case 'session':
    case 'recording':
    case 'moment':
    case 'coding':
      await goToSession(facts);
      return;
    case 'memo': {
      const memo = mirror.get('memo', facts.id);
      if (facts.about === null) return;
      await goToThing(facts.about);
      if (memo !== undefined) openMemo(memo.id);
      // These show their memos where they are; all others in a dialog above it.
      if (!['study', 'code', 'moment', 'memo'].includes(facts.about.kind)) showMemosOf(facts.about);
    }
  }
}
