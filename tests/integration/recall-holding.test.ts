import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { AppMessage, Holder } from '../../shared/contract/changes.ts';
import { type Client, refusal } from '../fixtures/client.ts';
import { planInterviews } from '../fixtures/interview.ts';
import { visit } from './server-support.ts';

const actor = null;

/** A main window: it listens, and remembers who it was last told holds an interview. */
async function openWindow(client: Client) {
  const windowId = randomUUID();
  const told: AppMessage[] = [];
  const listening = new AbortController();
  onTestFinished(() => listening.abort());
  const messages = await client.app.messages({ windowId }, { signal: listening.signal });
  void (async () => {
    for await (const message of messages) told.push(message);
  })().catch(() => {});
  await expect.poll(() => told.length).toBeGreaterThan(0);
  const holder = (): Holder | null | undefined => {
    const last = told.findLast(({ type }) => type === 'holding');
    return last?.type === 'holding' ? last.holder : undefined;
  };
  return { windowId, holder, close: () => listening.abort() };
}

/** How much the board of the page says there is. */
async function counted(client: Client) {
  const [counts] = await client.study.counts();
  return { moments: counts?.moments, notes: counts?.notes, codings: counts?.codings };
}

test('while an interview is held, nobody counts what other recallers marked', async () => {
  const planned = await planInterviews();
  const { client, ofClient, ofTherapist, recordingId, inquirerId, therapistId } = planned;
  const { id: codeId } = await client.code.create({
    actor,
    parentId: null,
    name: 'A code',
    color: '#112233',
    key: null,
    definition: '',
    isCodable: true,
  });
  const mark = async (personId: typeof therapistId) => {
    const moment = { actor, recordingId, personId, startMs: 1, endMs: 2, label: '' };
    const { momentId } = await client.moment.create({ ...moment, selection: 'typed' });
    await client.note.write({ actor, momentId, body: 'words' });
    const target = { kind: 'moment', momentId } as const;
    await client.coding.toggle({ actor, target, codeId, personId: inquirerId });
  };
  await mark(therapistId);
  await mark(therapistId);
  await mark(inquirerId);
  expect(await counted(client)).toEqual({ moments: 3, notes: 3, codings: 3 });
  await client.interview.enter({ id: ofClient });
  expect(await counted(client)).toEqual({ moments: 1, notes: 1, codings: 1 });
  await client.interview.enter({ id: ofTherapist });
  expect(await counted(client)).toEqual({ moments: 3, notes: 3, codings: 3 });
  await client.interview.leave();
  expect(await counted(client)).toEqual({ moments: 3, notes: 3, codings: 3 });
});

test('one window holds an interview: another is refused, may take it over, and cannot leave it for the first', async () => {
  const { client, ofClient, ofTherapist, clientId, therapistId } = await planInterviews();
  const one = await openWindow(client);
  const other = await openWindow(client);
  await client.interview.enter({ id: ofClient, windowId: one.windowId });
  await expect.poll(other.holder).toMatchObject({ interviewId: ofClient, recallerId: clientId });
  // The other window is not told anything of the other recaller either, and does not end that by leaving.
  await client.interview.leave({ windowId: other.windowId });
  expect(await refusal(client.interview.load({ id: ofTherapist }))).toMatchObject({ code: 'NOT_ALLOWED' });
  for (const id of [ofTherapist, ofClient])
    expect(await refusal(client.interview.enter({ id, windowId: other.windowId }))).toMatchObject({
      code: 'INTERVIEW_HELD',
    });

  await client.interview.enter({ id: ofTherapist, windowId: other.windowId, isTakingOver: true });
  await expect.poll(one.holder).toMatchObject({ windowId: other.windowId, recallerId: therapistId });
  expect(await refusal(client.interview.load({ id: ofClient }))).toMatchObject({ code: 'NOT_ALLOWED' });
  await client.interview.leave({ windowId: one.windowId });
  expect(await refusal(client.interview.load({ id: ofClient }))).toMatchObject({ code: 'NOT_ALLOWED' });
  await client.interview.leave({ windowId: other.windowId });
  await expect.poll(one.holder).toBeNull();
  expect((await client.interview.load({ id: ofClient })).interview.id).toBe(ofClient);
});

test('a window that is loaded anew comes back at once; one that has gone lets go after a while', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { core, client, ofClient, ofTherapist } = await planInterviews();
  const one = await openWindow(client);
  await client.interview.enter({ id: ofClient, windowId: one.windowId });
  // Its stream ends just after the new page has asked.
  const again = await openWindow(client);
  const entered = client.interview.enter({ id: ofClient, windowId: again.windowId });
  one.close();
  await entered;
  await expect.poll(again.holder).toMatchObject({ windowId: again.windowId });

  const bystander = await openWindow(client);
  again.close();
  await expect.poll(() => core.context.app.messages.hears(again.windowId)).toBe(false);
  expect(await refusal(client.interview.load({ id: ofTherapist }))).toMatchObject({ code: 'NOT_ALLOWED' });
  vi.advanceTimersByTime(10_000);
  await expect.poll(bystander.holder).toBeNull();
  expect((await client.interview.load({ id: ofTherapist })).interview.id).toBe(ofTherapist);
});

test('another recaller, or a study that shows all: everybody hears of it, in whichever window it was changed', async () => {
  const { client, ofClient, clientId, therapistId } = await planInterviews();
  const bystander = await openWindow(client);
  await client.interview.enter({ id: ofClient, windowId: (await openWindow(client)).windowId });
  await expect.poll(bystander.holder).toMatchObject({ recallerId: clientId, isBlind: true });
  await client.interview.update({ actor, id: ofClient, recallerId: therapistId });
  await expect.poll(bystander.holder).toMatchObject({ recallerId: therapistId });
  await client.history.undo({ actor });
  await expect.poll(bystander.holder).toMatchObject({ recallerId: clientId });
  await client.study.configure({ actor, settings: { othersAreShown: true } });
  await expect.poll(bystander.holder).toMatchObject({ isBlind: false });
});

test('over HTTP too, a window that is closed is gone, however long it has listened', async () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const visitor = await visit();
  onTestFinished(() => visitor.end());
  const { messages } = visitor.core.context.app;
  const windowId = randomUUID();
  const stream = request({
    host: '127.0.0.1',
    port: visitor.server.port,
    path: '/calls/app/messages',
    method: 'POST',
    headers: { cookie: visitor.cookie, 'content-type': 'application/json' },
    agent: false,
  });
  stream.on('error', () => undefined);
  const begun = new Promise<void>((resolve) => {
    stream.on('response', (answer) => answer.once('data', () => resolve()));
  });
  stream.end(JSON.stringify({ json: { windowId } }));
  await begun;
  expect(messages.hears(windowId)).toBe(true);
  // Node forwards a lost connection through objects that nothing holds: they were collected, and nobody heard of it.
  for (let round = 0; round < 5; round += 1) {
    collect();
    await new Promise(setImmediate);
  }
  stream.destroy();
  await expect.poll(() => messages.hears(windowId)).toBe(false);
});
