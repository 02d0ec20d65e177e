import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { Page } from '@playwright/test';
import { FF_ENCODER_LIBOPUS } from 'node-av/constants';
import { newId } from '../../../electron/core/store/ids.ts';
import type { InterviewContents } from '../../../shared/contract/recall.ts';
import { type InterviewId, type PersonId, stagedId } from '../../../shared/model/ids.ts';
import type { Client } from '../../fixtures/client.ts';
import { type MediaSpec, makeMedia } from '../../fixtures/media/make-media.ts';
import { Recall } from '../pages/Recall.ts';

const actor = null;

/** Interview instants at which statements begin, and what is said. */
export const said = [
  [42_000, 'I felt that she had heard me.'],
  [63_000, 'My chest was tight.'],
  [125_000, 'I wanted to say no.'],
] as const;

/** Lets the page in, and answers a client that calls with its cookie. */
export async function enter(
  page: Page,
  url: string,
): Promise<{ client: Client; origin: string; cookie: string }> {
  await page.goto(url);
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const { origin } = new URL(url);
  return {
    client: createORPCClient(new RPCLink({ url: `${origin}/calls`, headers: { cookie } })),
    origin,
    cookie,
  };
}

type Planned = {
  recall: Recall;
  client: Client;
  origin: string;
  /** What the core has of it. */
  load(): Promise<InterviewContents>;
};

/** An interview that has just been planned with this recaller, at Prepare. */
export async function planInterview(page: Page, url: string, recaller: string): Promise<Planned> {
  const { client, origin } = await enter(page, url);
  const before = (await client.interview.list({ sessionId: null })).map(({ id }) => id);
  const recall = new Recall(page);
  await recall.plan(recaller);
  const made = (await client.interview.list({ sessionId: null })).find(({ id }) => !before.includes(id));
  if (made === undefined) throw new Error('it was not planned');
  return { recall, client, origin, load: () => client.interview.load({ id: made.id }) };
}

/** The same at Watch, its sound recorded. `begunAt` by the test's own monotonic clock, ms. */
export async function watchInterview(
  page: Page,
  url: string,
  recaller: string,
): Promise<Planned & { begunAt: number }> {
  const planned = await planInterview(page, url, recaller);
  const { recall } = planned;
  await recall.allowMicrophone();
  await recall.begin();
  const begunAt = performance.now();
  await recall.toWatch();
  return { ...planned, begunAt };
}

/** As a recorder writes it, with a burst at each of these seconds. */
export const webm = (seconds: number, bursts: readonly number[]): MediaSpec => ({
  muxer: 'webm',
  seconds,
  tracks: [
    {
      kind: 'audio',
      encoder: FF_ENCODER_LIBOPUS,
      options: { b: '24000' },
      sampleRate: 48_000,
      channels: 1,
      bursts,
    },
  ],
});

/** Holds a recall interview by calls: two passages, one replayed, two stops, one rate change. */
async function hold(client: Client, id: InterviewId, speakerId: PersonId): Promise<void> {
  await client.interview.begin({ actor, id });
  const line = (
    kind: 'play' | 'pause' | 'seek' | 'rate',
    interviewMs: number,
    sessionMs: number,
    toMs: number | null,
    rate: number | null,
  ) =>
    client.log.append({
      actor,
      interviewId: id,
      lines: [{ kind, interviewMs, sessionMs, toMs, rate, initiator: 'inquirer', at: 1 }],
    });
  const stop = (interviewMs: number, sessionMs: number) =>
    client.stop.make({
      actor,
      interviewId: id,
      interviewMs,
      sessionMs,
      initiator: 'recaller',
      means: 'key',
      at: 1,
    });
  await line('play', 10_000, 0, null, 1);
  const first = await stop(40_000, 30_000);
  await line('seek', 80_000, 30_000, 20_000, null);
  await line('play', 80_000, 20_000, null, 1);
  await line('rate', 90_000, 30_000, null, 2);
  const second = await stop(120_000, 90_000);
  for (const [interviewMs, body] of said) {
    const stopId = interviewMs < 80_000 ? first.id : second.id;
    const open = { stopId, momentId: null, speakerId, stance: 'then', category: null, lead: '' } as const;
    const { id: statement } = await client.statement.begin({
      actor,
      interviewId: id,
      ...open,
      body,
      interviewMs,
    });
    await client.statement.update({ actor, id: statement, endMs: interviewMs + 12_000 });
  }
  await client.interview.finish({ actor, id });
}

async function recordSound(
  app: { folder: string },
  at: { client: Client; origin: string; cookie: string },
  id: InterviewId,
) {
  const path = join(app.folder, 'interview.webm');
  await makeMedia(path, webm(150, [5, 42, 63, 125]));
  const partId = newId(stagedId);
  const posted = await fetch(`${at.origin}/recall/${id}/${partId}?startMs=0&offset=0`, {
    method: 'POST',
    headers: { cookie: at.cookie, origin: at.origin },
    body: await readFile(path),
  });
  if (!posted.ok) throw new Error(`the slice was refused: ${posted.status}`);
  await at.client.interviewRecording.finish({ actor, interviewId: id, partId });
}

/** The sample with two more recall interviews; the client's has a sound of its own, if it is asked for. */
export async function holdInterviews(
  page: Page,
  app: { url: string; folder: string },
  { hasSound }: { hasSound: boolean },
) {
  const at = await enter(page, app.url);
  const { client } = at;
  const study = await client.study.load();
  const [session] = study?.sessions ?? [];
  const recording = study?.recordings.find(({ kind }) => kind === 'audio');
  if (study == null || session === undefined || recording === undefined) throw new Error('no sample');
  const of = (role: string) => {
    const found = study.sessionParticipants.find((one) => one.role === role);
    if (found === undefined) throw new Error(`the sample has no ${role}`);
    return found.personId;
  };
  const plan = async (recallerId: PersonId) => {
    const blank = { recordingId: recording.id, inquirerId: null, plannedFor: null, followUp: 0 };
    const { id } = await client.interview.create({ actor, sessionId: session.id, recallerId, ...blank });
    await hold(client, id, recallerId);
    return id;
  };
  const ofClient = await plan(of('client'));
  const ofTherapist = await plan(of('therapist'));
  if (hasSound) await recordSound(app, at, ofClient);
  return { ...at, recording, ofClient, ofTherapist };
}
