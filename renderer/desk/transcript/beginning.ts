import type { PersonId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { newStep } from '../../state/step.ts';
import { t } from '../../ui/i18n.ts';
import { showTranscript, transcriptsOf } from './choice.ts';

/** Who may be heard: the people of the session, or in a recall interview those two who hold it. */
function voicesOf({ sessionId, interviewId }: RecordingRow): readonly PersonId[] {
  const interview = mirror.get('interview', interviewId);
  if (interview !== undefined)
    return [interview.inquirerId, interview.recallerId].filter((id) => id !== null);
  return mirror.of('sessionParticipant', sessionId).map(({ personId }) => personId);
}

/** An empty transcript with a voice for everybody who may be heard, and its first turn where playback stands. */
export async function beginTranscript(recording: RecordingRow, atMs: number | null): Promise<void> {
  const step = newStep();
  const actor = actorNow();
  const number = transcriptsOf(mirror, recording.id).length + 1;
  const label = t('transcript.fallback', { number });
  const made = await orShow(
    write(client.transcript.create({ actor, step, recordingId: recording.id, label })),
  );
  if (made === undefined) return;
  const transcriptId = made.id;
  let first = null;
  for (const personId of voicesOf(recording)) {
    const person = mirror.get('person', personId);
    if (person === undefined) continue;
    const added = await orShow(
      write(client.speaker.add({ actor, step, transcriptId, label: person.name, personId })),
    );
    first ??= added?.id ?? null;
  }
  const turn = { transcriptId, after: null, speakerId: first, startMs: atMs, endMs: null, body: '' };
  await orShow(write(client.turn.add({ actor, step, ...turn })));
  showTranscript(recording.id, transcriptId);
}
