import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseId } from '../../../shared/model/ids.ts';
import { makeMedia } from '../../fixtures/media/make-media.ts';
import { type enter, webm } from './interviews.ts';
import type { RunningApp } from './launch.ts';

const actor = null;

/** Another session of this case, with a recording of so many seconds. */
export async function addSession(
  app: RunningApp,
  { client, origin, cookie }: Awaited<ReturnType<typeof enter>>,
  caseId: CaseId,
  seconds: number,
) {
  const path = join(app.folder, 'session.webm');
  await makeMedia(path, webm(seconds, [1]));
  const { id: sessionId } = await client.session.create({
    actor,
    caseId,
    number: 4,
    heldOn: null,
    title: '',
  });
  const uploaded = await fetch(`${origin}/upload?name=session.webm`, {
    method: 'POST',
    headers: { cookie, origin },
    body: await readFile(path),
  });
  if (!uploaded.ok) throw new Error(`the recording was refused: ${uploaded.status}`);
  const { stagedId } = await uploaded.json();
  const job = { actor, stagedId, sessionId, label: 'Fourth session', audioTrack: null };
  const { id: recordingId } = await client.recording.import(job);
  return { sessionId, recordingId };
}
