import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send, type Visitor, visit } from './server-support.ts';

/** Short enough to wait for in a test, long enough not to cut off an honest request. */
const arrivalTimeLimitMs = 1500;
const callByteLimit = 100_000;
const secret = 'what the client said';

let visitor: Visitor;
let port: number;

beforeAll(async () => {
  visitor = await visit({ arrivalTimeLimitMs, callByteLimit });
  port = visitor.server.port;
  await visitor.client.study.create({ title: 'Guarded' });
  for (const folder of ['', 'studies/Guarded.stillpoint/', 'studies/Guarded.stillpoint/recall/', 'page/']) {
    await mkdir(join(visitor.folder, folder), { recursive: true });
    await writeFile(join(visitor.folder, folder, 'secret.js'), secret);
  }
});
afterAll(() => visitor.end());

const inside = (headers: Record<string, string> = {}) => ({ cookie: visitor.cookie, ...headers });
const call = '/calls/app/info';

/** Every file under the visitor's folder, with forward slashes. */
async function listFiles(): Promise<string[]> {
  const entries = await readdir(visitor.folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(visitor.folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

async function expectInside(): Promise<void> {
  const answer = await send(port, { path: call, method: 'POST', headers: inside() });
  expect([answer.status, answer.body.toString()]).toEqual([200, expect.stringContaining('"browser"')]);
}

describe('who may come in', () => {
  test('nobody without the cookie, wherever they go', async () => {
    for (const path of [
      '/',
      '/index.html',
      '/assets/main-1.js',
      call,
      '/media/x',
      '/peaks/x/256',
      '/upload?name=x',
    ]) {
      for (const method of ['GET', 'HEAD', 'POST']) {
        const { status, body } = await send(port, { path, method });
        expect([method, path, status]).toEqual([method, path, 403]);
        if (method !== 'HEAD') expect(body.toString()).toContain('Start it again');
      }
    }
  });

  test('the token is spent, guesses fail, and the token is not the cookie', async () => {
    const token = visitor.server.address.split('token=')[1] ?? '';
    const own = `stillpoint-${port}`;
    for (const [path, cookie] of [
      [`/?token=${token}`, ''],
      [`/?token=${'A'.repeat(43)}`, ''],
      ['/?token=', ''],
      ['/?token', ''],
      ['/', `${own}=${token}`],
      ['/', `${own}=${'A'.repeat(43)}`],
      ['/', `${own}=`],
      ['/', visitor.cookie.replace(own, 'stillpoint')],
    ] as const) {
      const { status, headers } = await send(port, { path, headers: { cookie } });
      expect([path, cookie, status, headers['set-cookie']]).toEqual([path, cookie, 403, undefined]);
    }
    await expectInside();
  });

  test('a name that was pointed at this machine (DNS rebinding) is refused with the right cookie', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `localhost:${port + 1}`,
      `[::1]:${port}`,
    ]) {
      const { status } = await send(port, { path: call, method: 'POST', headers: inside({ host }) });
      expect([host, status]).toEqual([host, 403]);
    }
    const { status } = await send(port, { path: '/', headers: inside({ host: `localhost:${port}` }) });
    expect(status).toBe(200);
  });

  test('a page from elsewhere is refused with the right cookie', async () => {
    const strangers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: `http://localhost:${port}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of strangers)
      for (const [method, path] of [
        ['POST', call],
        ['GET', '/media/x'],
        ['POST', '/upload?name=x'],
        ['GET', '/'],
      ] as const) {
        const { status } = await send(port, { path, method, headers: inside(headers) });
        expect([headers, path, status]).toEqual([headers, path, 403]);
      }
  });

  test('a preflight is not answered, so no page can be allowed in by it', async () => {
    const { status, headers } = await send(port, {
      path: call,
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(405);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('nobody from the network', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((face) => face !== undefined && !face.internal && face.family === 'IPv4')
      .map((face) => face?.address ?? '');
    for (const host of outside) {
      const outcome = await new Promise((resolve) => {
        const socket = connect({ host, port }, () => resolve('connected'));
        socket.on('error', (error) => resolve('code' in error ? error.code : error.message));
      });
      expect(outcome).toBe('ECONNREFUSED');
    }
  });
});

describe('what may be asked', () => {
  test('no path leads out of the page or the study', async () => {
    const climbs = [
      '../secret.js',
      '..%2fsecret.js',
      '%2e%2e/secret.js',
      '%2e%2e%2fsecret.js',
      '..%5csecret.js',
      '..\\secret.js',
      '%252e%252e%252fsecret.js',
      '....//secret.js',
      '..%00/secret.js',
      '..%c0%afsecret.js',
      '%ff%fe',
      '%',
    ];
    const starts = ['/', '//', '/assets/', '/media/', '/media/x/', '/peaks/', '/peaks/x/', '/peaks/x/256/'];
    const places = ['study.db', 'lock', 'media/', 'recall/secret.js', '/etc/passwd', '%2fetc%2fpasswd'];
    const paths = starts.flatMap((start) =>
      [...climbs, ...climbs.map((climb) => climb.replace('secret', '..%2f../secret')), ...places].map(
        (rest) => start + rest,
      ),
    );
    for (const path of [
      ...paths,
      '/secret.js',
      'http://evil.example/secret.js',
      '/C:/secret.js',
      '/.git/config',
    ]) {
      const { status, body } = await send(port, { path, headers: inside() });
      expect([path, status, body.toString()]).toEqual([path, 404, '']);
    }
  });

  test('a name sent with an upload is a name, not a place', async () => {
    const before = await listFiles();
    const names = [
      '../../secret.js',
      '..%2f..%2fsecret.js',
      '%2fetc%2fpasswd',
      '..%5c..%5csecret.js',
      '%00',
      '',
    ];
    for (const name of names) {
      const { status } = await send(port, {
        path: `/upload?name=${name}`,
        method: 'POST',
        headers: inside(),
        body: Buffer.from('overwritten'),
      });
      expect([name, [200, 422].includes(status)]).toEqual([name, true]);
    }
    const added = (await listFiles()).filter((file) => !before.includes(file));
    for (const file of added)
      expect(file).toMatch(/^studies\/Guarded\.stillpoint\/media\/[\w-]{36,}(\.upload)?$/);
    expect(await readFile(join(visitor.folder, 'secret.js'), 'utf8')).toBe(secret);
  });

  test('calls are posted, and nothing but the contract can be called', async () => {
    for (const method of ['GET', 'HEAD'])
      expect((await send(port, { path: call, method, headers: inside() })).status).toBe(405);
    for (const path of [
      '/calls/',
      '/calls/app',
      '/calls/app/info/x',
      '/calls/constructor',
      '/calls/__proto__/x',
    ])
      expect((await send(port, { path, method: 'POST', headers: inside() })).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE'])
      expect((await send(port, { path: '/', method, headers: inside() })).status).toBe(405);
  });

  test('a body that is no call', async () => {
    for (const body of ['{', '[]', '{"json":{"title":1}}', '{"json":null,"meta":[[9,"__proto__","x"]]}']) {
      const headers = inside({ 'content-type': 'application/json' });
      const { status } = await send(port, {
        path: '/calls/study/create',
        method: 'POST',
        headers,
        body: Buffer.from(body),
      });
      expect([body, status >= 400 && status < 500]).toEqual([body, true]);
    }
    await expectInside();
  });
});

describe('how much, and how slowly', () => {
  test('a call that is too large, whether it says so or not', async () => {
    const body = Buffer.alloc(callByteLimit + 1, 32);
    const announced = await send(port, { path: call, method: 'POST', headers: inside(), body });
    expect(announced.status).toBe(413);
    const headers = inside({ 'transfer-encoding': 'chunked' });
    const unannounced = await send(port, { path: call, method: 'POST', headers, body });
    expect(unannounced.status).toBe(413);
    await expectInside();
  });

  test('a head larger than 16 kB', async () => {
    const { status } = await send(port, { path: '/', headers: inside({ 'x-long': 'a'.repeat(20_000) }) });
    expect(status).toBe(431);
  });

  /** What the server says to somebody who sends `opening` and then a byte now and then, until it hangs up. */
  function dawdle(opening: string): Promise<string> {
    return new Promise((resolve) => {
      let heard = '';
      const socket = connect({ host: '127.0.0.1', port }, () => socket.write(opening));
      const drip = setInterval(() => socket.write('a'), 100);
      socket.on('data', (data) => {
        heard += data.toString();
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        clearInterval(drip);
        resolve(heard);
      });
    });
  }

  test('a head that never ends is cut off', async () => {
    expect(await dawdle('GET / HTTP/1.1\r\nX-Slow: ')).toMatch(/^(HTTP\/1.1 408 |$)/);
    await expectInside();
  });

  test('a call that never ends is cut off', async () => {
    const head = `POST ${call} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${visitor.cookie}\r\n`;
    expect(await dawdle(`${head}Content-Length: 90000\r\n\r\n`)).toMatch(/^HTTP\/1.1 408 /);
    await expectInside();
  });

  test('an upload may take its time', async () => {
    const chunks = ['a', 'b', 'c'];
    const body = new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, arrivalTimeLimitMs / 2));
        const chunk = chunks.shift();
        if (chunk === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(chunk));
      },
    });
    // The page's types, which the tests are checked with too, do not know `duplex`, which Node demands.
    const init = Object.assign({ method: 'POST', headers: inside(), body }, { duplex: 'half' });
    const answer = await fetch(`http://127.0.0.1:${port}/upload?name=slow.wav`, init);
    expect([answer.status, await answer.json()]).toMatchObject([200, { fileName: 'slow.wav', byteCount: 3 }]);
  });

  test('an upload that cannot be taken is answered, not cut off, and the server lives', async () => {
    await visitor.client.study.close();
    const refused = await send(port, {
      path: '/upload?name=big.wav',
      method: 'POST',
      headers: inside(),
      body: Buffer.alloc(20_000_000),
    });
    expect([refused.status, refused.body.toString()]).toEqual([422, '{"code":"STUDY_NOT_OPEN","data":{}}']);
    await expectInside();
    const [listing] = await visitor.client.study.list();
    await visitor.client.study.open({ ref: listing?.ref ?? '' });
  });

  test('an upload that breaks off leaves nothing behind', async () => {
    const before = await listFiles();
    const socket = connect({ host: '127.0.0.1', port });
    const head = `POST /upload?name=cut.wav HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${visitor.cookie}\r\n`;
    socket.write(`${head}Content-Length: 1000\r\n\r\nhalf`);
    await expect.poll(listFiles).not.toEqual(before);
    socket.destroy();
    await expect.poll(listFiles).toEqual(before);
  });
});

test('every answer carries the headers', async () => {
  const asked = [
    { path: '/', headers: inside(), status: 200 },
    { path: '/assets/main-1.js', headers: inside(), status: 200 },
    {
      path: visitor.server.address.slice(visitor.server.address.indexOf('/?')),
      headers: inside(),
      status: 303,
    },
    { path: '/nowhere', headers: inside(), status: 404 },
    { path: '/media/nothing', headers: inside(), status: 404 },
    { path: '/peaks/nothing/256', headers: inside(), status: 404 },
    { path: call, method: 'POST', headers: inside(), status: 200 },
    { path: '/calls/nothing', method: 'POST', headers: inside(), status: 404 },
    { path: '/upload', method: 'POST', headers: inside(), status: 422 },
    { path: '/', method: 'PUT', headers: inside(), status: 405 },
    { path: call, method: 'POST', headers: inside(), body: Buffer.alloc(callByteLimit + 1), status: 413 },
    { path: '/', status: 403 },
  ];
  for (const { status, ...request } of asked) {
    const answer = await send(port, request);
    expect([request.path, answer.status]).toEqual([request.path, status]);
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('microphone=(self)'),
      'cache-control': request.path.startsWith('/assets/') ? expect.stringContaining('private') : 'no-store',
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(answer.headers).not.toHaveProperty('x-powered-by');
  }
});
