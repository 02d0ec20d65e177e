import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { stagedId } from '../../../shared/model/ids.ts';
import type { ByteSource, ServedFile } from '../host.ts';
import { handleBytes } from './handle-bytes.ts';

const contents = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
const asked: string[] = [];
let onCancel = () => {};

const file: ServedFile = {
  mimeType: 'audio/mp4',
  byteCount: contents.length,
  read({ start, end }) {
    let next = start;
    return new ReadableStream({
      pull(controller) {
        if (next > end) return controller.close();
        controller.enqueue(contents.subarray(next, Math.min(next + 1024, end + 1)));
        next += 1024;
      },
      cancel: () => onCancel(),
    });
  },
};

const exportToken = 'a'.repeat(32);

const bytes: ByteSource = {
  async media(id) {
    asked.push(id);
    if (id === 'broken') throw new Error('/home/somebody/secret');
    return id === 'there' ? file : null;
  },
  async peaks(id, samplesPerPair) {
    asked.push(`${id} ${samplesPerPair}`);
    return id === 'there' && samplesPerPair === '256' ? { ...file, byteCount: 0 } : null;
  },
  async exported(token) {
    return token === exportToken ? { ...file, downloadName: 'Zoë & “Bo” session 3.mp4' } : null;
  },
  async upload(fileName, body) {
    if (fileName === 'full') throw new Failure('DISK_FULL');
    const received: Uint8Array[] = [];
    for await (const chunk of body) received.push(chunk);
    return { stagedId: stagedId.parse(uuidv7()), fileName, byteCount: Buffer.concat(received).length };
  },
  async appendPart(part, slice) {
    asked.push(`${part.interviewId}/${part.partId} ${part.startMs}+${part.offset}: ${slice.byteLength}`);
    return part.offset + slice.byteLength;
  },
};

// The page's types, which the tests are checked with too, do not know `duplex`, which Node demands.
const streamed = (body: ReadableStream): RequestInit =>
  Object.assign({ method: 'POST', body }, { duplex: 'half' });

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await handleBytes(new Request(`http://host${path}`, init), bytes);
  if (response === null) throw new Error(`${path} is no address of bytes`);
  return response;
}

test('the whole file', async () => {
  const response = await ask('/media/there');
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toEqual({
    'accept-ranges': 'bytes',
    'content-length': '100000',
    'content-type': 'audio/mp4',
  });
  expect(Buffer.from(await response.arrayBuffer()).equals(contents)).toBe(true);
});

test.each([
  ['bytes=0-0', 0, 0],
  ['bytes=500-70000', 500, 70_000],
  ['bytes=99000-', 99_000, 99_999],
  ['bytes=-10', 99_990, 99_999],
])('%s', async (range, start, end) => {
  const response = await ask('/media/there', { headers: { range } });
  expect(response.status).toBe(206);
  expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/100000`);
  expect(response.headers.get('content-length')).toBe(String(end - start + 1));
  expect(Buffer.from(await response.arrayBuffer()).equals(contents.subarray(start, end + 1))).toBe(true);
});

test('a range behind the end, and any of an empty file', async () => {
  for (const [path, total] of [
    ['/media/there', 100_000],
    ['/peaks/there/256', 0],
  ] as const) {
    const response = await ask(path, { headers: { range: `bytes=${total}-` } });
    expect([response.status, response.headers.get('content-range'), response.body]).toEqual([
      416,
      `bytes */${total}`,
      null,
    ]);
  }
});

test('a HEAD has the headers of the whole and no body; an If-Range gets the whole', async () => {
  const head = await ask('/media/there', { method: 'HEAD', headers: { range: 'bytes=0-1' } });
  expect([head.status, head.headers.get('content-length'), head.body]).toEqual([200, '100000', null]);
  const validated = await ask('/media/there', { headers: { range: 'bytes=0-1', 'if-range': '"old"' } });
  expect(validated.status).toBe(200);
  await validated.body?.cancel();
});

test('a file that is still empty', async () => {
  const response = await ask('/peaks/there/256');
  expect([response.status, response.headers.get('content-length'), response.body]).toEqual([200, '0', null]);
});

test('a reader that goes away cancels the stream of the file', async () => {
  const cancelled = new Promise<void>((resolve) => {
    onCancel = resolve;
  });
  const response = await ask('/media/there');
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await cancelled;
});

test('what is no id is never asked for', async () => {
  asked.length = 0;
  for (const path of [
    '/media/',
    '/media/a/b',
    '/media/..%2f..%2fetc%2fpasswd',
    '/media/%2e%2e%2fstudy.db',
    '/media/a.m4a',
    '/media/a%00',
    `/media/${'a'.repeat(65)}`,
    '/peaks/there',
    '/peaks/there/2.5',
    '/peaks/there/-1',
    '/peaks/there/256/..',
    '/peaks/..%5c..%5cstudy/256',
  ]) {
    const response = await ask(path);
    expect([path, response.status]).toEqual([path, 404]);
  }
  expect(asked).toEqual([]);
});

test('other addresses are left to others', async () => {
  for (const path of ['/', '/index.html', '/calls/app/info', '/mediafile', '/media/../index.html'])
    expect(await handleBytes(new Request(`http://host${path}`), bytes)).toBeNull();
});

test('methods', async () => {
  const post = await ask('/media/there', { method: 'POST' });
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  const get = await ask('/upload?name=a');
  expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
});

test('an upload', async () => {
  const response = await ask('/upload?name=%D8%AC%D9%84%D8%B3%D8%A9%20%F0%9F%8E%A7.wav', {
    method: 'POST',
    body: contents,
  });
  expect(await response.json()).toMatchObject({ fileName: 'جلسة 🎧.wav', byteCount: 100_000 });
});

test('failures say their code and nothing of the machine', async () => {
  let isCancelled = false;
  const body = new ReadableStream({
    cancel() {
      isCancelled = true;
    },
  });
  const full = await ask('/upload?name=full', streamed(body));
  expect([full.status, await full.json()]).toEqual([422, { code: 'DISK_FULL', data: {} }]);
  expect(isCancelled).toBe(true);
  const nameless = await ask('/upload', { method: 'POST' });
  expect([nameless.status, await nameless.json()]).toEqual([422, { code: 'NAME_INVALID', data: {} }]);
  const broken = await ask('/media/broken');
  expect([broken.status, await broken.json()]).toEqual([500, { code: 'INTERNAL', data: {} }]);
});

test('a slice of an interview’s recording is handed on with its place; one without a place is refused', async () => {
  const [interviewId, partId] = [uuidv7(), uuidv7()];
  const send = (path: string) => ask(path, { method: 'POST', body: 'abcd' });
  const laid = await send(`/recall/${interviewId}/${partId}?startMs=1500&offset=10`);
  expect([laid.status, await laid.json()]).toEqual([200, { byteCount: 14 }]);
  expect(asked.at(-1)).toBe(`${interviewId}/${partId} 1500+10: 4`);
  for (const path of [
    `/recall/${interviewId}/${partId}`,
    `/recall/${interviewId}/${partId}?startMs=-1&offset=0`,
    `/recall/${interviewId}/${partId}?startMs=0&offset=0.5`,
    `/recall/${interviewId}/..%2Fstudy.db?startMs=0&offset=0`,
  ]) {
    const refused = await send(path);
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'INPUT_INVALID' }]);
  }
});

test('what was exported is a download under its own name; a token that is not one is no address', async () => {
  const response = await ask(`/exports/${exportToken}`);
  expect(response.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''Zo%C3%AB%20%26%20%E2%80%9CBo%E2%80%9D%20session%203.mp4",
  );
  expect((await response.arrayBuffer()).byteLength).toBe(file.byteCount);
  for (const token of ['b'.repeat(32), exportToken.slice(1), `${exportToken}/256`, '%2e%2e%2f', ''])
    expect((await ask(`/exports/${token}`)).status, token).toBe(404);
});
