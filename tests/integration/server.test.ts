import { readdirSync, readlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../electron/server/server.ts';
import { setUpRecording } from './server-recording.ts';
import { send, type Visitor, visit } from './server-support.ts';

let visitor: Visitor;
let port: number;
let recording: Awaited<ReturnType<typeof setUpRecording>>;

const fetchInside = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    headers: { cookie: visitor.cookie, ...Object.fromEntries(new Headers(init.headers)) },
  });

beforeAll(async () => {
  visitor = await visit();
  port = visitor.server.port;
  recording = await setUpRecording(visitor.client, fetchInside);
});
afterAll(() => visitor.end());

test('the token lets one window in, and leaves the address bar', async () => {
  const page = await fetchInside('/');
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Stillpoint')]);
  const { status, headers } = await send(port, {
    path: visitor.server.address.slice(visitor.server.address.indexOf('/?')),
    headers: { cookie: visitor.cookie },
  });
  expect([status, headers['location'], headers['set-cookie']]).toEqual([303, '/', undefined]);
});

test.each([
  ['bytes=0-99', 0, 99],
  ['bytes=63000-', 63_000, null],
  ['bytes=-44', -44, null],
])('%s of a recording', async (range, start, end) => {
  const { recordingId, file } = recording;
  const answer = await fetchInside(`/media/${recordingId}`, { headers: { range } });
  const expected = file.subarray(start, end === null ? undefined : end + 1);
  expect(answer.status).toBe(206);
  expect(answer.headers.get('content-length')).toBe(String(expected.length));
  expect(Buffer.from(await answer.arrayBuffer()).equals(expected)).toBe(true);
});

test('a range behind the end, a HEAD, and the waveform', async () => {
  const { recordingId, file } = recording;
  const behind = await fetchInside(`/media/${recordingId}`, { headers: { range: `bytes=${file.length}-` } });
  expect([behind.status, behind.headers.get('content-range')]).toEqual([416, `bytes */${file.length}`]);
  const head = await fetchInside(`/media/${recordingId}`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
    200,
    String(file.length),
    'bytes',
  ]);
  const state = async () => (await visitor.client.recording.peaks({ id: await recordingIdOf() })).isComplete;
  await expect.poll(state, { timeout: 20_000 }).toBe(true);
  const peaks = await fetchInside(`/peaks/${recordingId}/256`);
  expect([peaks.status, peaks.headers.get('cache-control')]).toEqual([200, 'no-store']);
  // Two seconds at 16 kHz are 125 pairs of 256 samples, two bytes each, after a head of 24.
  expect((await peaks.arrayBuffer()).byteLength).toBe(24 + 125 * 2);
});

async function recordingIdOf() {
  const contents = await visitor.client.study.load();
  const [row] = contents?.recordings ?? [];
  if (row === undefined) throw new Error('The study has no recording.');
  return row.id;
}

test('the change of one call reaches whoever listens, and a listener that leaves is let go', async () => {
  const leave = new AbortController();
  const messages = await visitor.client.app.messages(undefined, { signal: leave.signal });
  const heard: string[] = [];
  const listening = (async () => {
    for await (const message of messages) heard.push(message.type);
  })().catch(() => 'left');
  await expect.poll(() => heard).toEqual(['study']);
  await visitor.client.study.update({ actor: null, title: 'Heard' });
  await expect.poll(() => heard).toContain('change');
  leave.abort();
  expect(await listening).toBe('left');
});

test('refused calls say their code and keep the connection', async () => {
  await expect(visitor.client.study.open({ ref: 'nobody' })).rejects.toMatchObject({
    defined: true,
    code: 'STUDY_NOT_FOUND',
  });
  const answer = await send(port, {
    path: '/calls/study/load',
    method: 'POST',
    headers: { cookie: visitor.cookie, connection: 'keep-alive' },
  });
  expect([answer.status, answer.headers.connection]).toEqual([200, 'keep-alive']);
});

/** Files that this process (the server runs in it) has open under the visitor's folder, but for the database's. */
function openMedia(): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return path.includes(visitor.folder) && path.includes('/media/') ? [path] : [];
    } catch {
      return [];
    }
  });
}

test.runIf(process.platform === 'linux')('a reader that goes away closes the file', async () => {
  // Large enough that no socket buffer swallows it whole.
  const big = Buffer.alloc(32 * 1024 * 1024);
  recording.file.copy(big, 0, 0, 44);
  big.writeUInt32LE(big.length - 8, 4);
  big.writeUInt32LE(big.length - 44, 40);
  const upload = await fetchInside('/upload?name=big.wav', { method: 'POST', body: big });
  const { stagedId } = await upload.json();
  const [session] = (await visitor.client.study.load())?.sessions ?? [];
  if (session === undefined) throw new Error('The study has no session.');
  const job = { actor: null, stagedId, sessionId: session.id, label: 'Big', audioTrack: null };
  const { id } = await visitor.client.recording.import(job);
  await expect
    .poll(async () => (await visitor.client.recording.peaks({ id })).isComplete, { timeout: 20_000 })
    .toBe(true);
  await expect.poll(openMedia).toEqual([]);

  const socket = connect({ host: '127.0.0.1', port });
  socket.write(`GET /media/${id} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${visitor.cookie}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  await expect.poll(() => openMedia().length).toBe(1);
  socket.destroy();
  await expect.poll(openMedia).toEqual([]);
});

test('a port that is taken', async () => {
  const { core } = visitor;
  const second = startServer({ core, page: { files: new Map() }, port });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('closing ends the connections that stream', async () => {
  const other = await visit();
  const messages = await other.client.app.messages();
  await messages.next();
  const next = expect(messages.next()).rejects.toThrow();
  await other.end();
  await next;
});
