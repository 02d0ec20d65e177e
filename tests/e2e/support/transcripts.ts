import { expect, type Page } from '@playwright/test';
import type { PersonRow, RecordingRow, SessionRow } from '../../../shared/model/rows.ts';
import type { Client } from '../../fixtures/client.ts';
import { Desk } from '../pages/Desk.ts';
import { Transcript } from '../pages/Transcript.ts';
import { enter } from './interviews.ts';

type Opened = {
  client: Client;
  desk: Desk;
  session: SessionRow;
  recording: RecordingRow;
  person: PersonRow;
  transcript: Transcript;
};

/** The sample's session on its desk, as Client 07, without the question who is marking. */
export async function openDesk(page: Page, url: string): Promise<Opened> {
  const { client } = await enter(page, url);
  const study = await client.study.load();
  const session = study?.sessions[0];
  const person = study?.people.find(({ role }) => role === 'researcher' || role === 'client');
  const recording = study?.recordings.find(({ interviewId }) => interviewId === null);
  if (session === undefined || person === undefined || recording === undefined)
    throw new Error('the sample is not what it was');
  await client.view.save({ key: 'interface', value: { sessionId: session.id, personId: person.id } });
  await page.reload();
  const desk = new Desk(page);
  await expect(desk.playButton).toBeVisible();
  return { client, desk, session, recording, person, transcript: new Transcript(page) };
}

export const file = (name: string, bytes: Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

/** The transcripts of the session as the database has them: `label: lines`. */
export async function kept({
  client,
  session,
}: Pick<Opened, 'client' | 'session'>): Promise<Map<string, string[]>> {
  const { transcripts } = await client.session.load({ id: session.id });
  const all = await Promise.all(transcripts.map(({ id }) => client.transcript.load({ id })));
  return new Map(
    all.map(({ transcript, turns, speakers }) => [
      transcript.label,
      turns.map(({ startMs, endMs, body, speakerId }) => {
        const name = speakers.find(({ id }) => id === speakerId)?.label;
        return `${startMs ?? '?'}-${endMs ?? '?'} ${name === undefined ? '' : `${name}: `}${body}`;
      }),
    ]),
  );
}
