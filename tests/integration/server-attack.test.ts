import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { refusal } from '../fixtures/client.ts';
import { send, type Visitor, visit } from './server-support.ts';

const limits = { arrivalTimeLimitMs: 1500, stallTimeLimitMs: 1500, stallByteLimit: 1000, strangerLimit: 20 };
const call = '/calls/app/info';
const uuid = '0199aaaa-0000-7000-8000-000000000001';

let visitor: Visitor;
let port: number;

beforeAll(async () => {
  visitor = await visit(limits);
  port = visitor.server.port;
  await visitor.client.study.create({ title: 'Attacked' });
});
afterAll(() => visitor.end());

const inside = (headers: Record<string, string> = {}) => ({ cookie: visitor.cookie, ...headers });

/** The page, which must not notice any of this. */
async function expectPageServed(): Promise<void> {
  const answer = await send(port, { path: call, method: 'POST', headers: inside() });
  expect([answer.status, answer.body.toString()]).toEqual([200, expect.stringContaining('"browser"')]);
}

const filesOf = async () => (await readdir(visitor.folder, { recursive: true })).sort();

/** What the server says to these bytes until it hangs up. `drip`: sent again and again meanwhile. */
function say(bytes: string, drip?: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(bytes));
    const dripping = drip === undefined ? undefined : setInterval(() => socket.write(drip), 100);
    socket.on('data', (data) => {
      heard += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(heard);
    });
  });
}

const statuses = (heard: string) =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
const head = (line: string, ...headers: string[]) =>
  [line, `Host: 127.0.0.1:${port}`, `Cookie: ${visitor.cookie}`, ...headers, '', ''].join('\r\n');

describe('shapes that two readers would read differently', () => {
  /** Would answer 200 if it were taken for a request of its own. */
  const smuggled = () => head(`POST ${call} HTTP/1.1`, 'Content-Length: 0', 'Connection: close');
  const chunks = () => `0\r\n\r\n${smuggled()}`;
  const post = (...headers: string[]) => head(`POST ${call} HTTP/1.1`, ...headers);

  const shapes: [string, () => string][] = [
    ['both lengths', () => post('Content-Length: 4', 'Transfer-Encoding: chunked') + chunks()],
    ['both, the other way round', () => post('Transfer-Encoding: chunked', 'Content-Length: 4') + chunks()],
    ['two lengths', () => post('Content-Length: 0', 'Content-Length: 300') + smuggled()],
    ['a list of lengths', () => post('Content-Length: 0, 0') + smuggled()],
    ['a signed length', () => post('Content-Length: +0') + smuggled()],
    ['a negative length', () => post('Content-Length: -1') + smuggled()],
    ['a hexadecimal length', () => post('Content-Length: 0x0') + smuggled()],
    ['an endless length', () => post('Content-Length: 99999999999999999999999') + smuggled()],
    ['a coding of no name', () => post('Transfer-Encoding: xchunked') + chunks()],
    ['chunked, but not last', () => post('Transfer-Encoding: chunked, identity') + chunks()],
    ['chunked twice', () => post('Transfer-Encoding: chunked', 'Transfer-Encoding: identity') + chunks()],
    ['a space before the colon', () => post('Content-Length : 4') + smuggled()],
    ['a folded header', () => post('X-Folded: a', ' Content-Length: 4') + smuggled()],
    ['a header of no name', () => post(': x') + smuggled()],
    ['a null in a header', () => post('X-Null: a\0b') + smuggled()],
    ['a bare carriage return', () => post('X-Bare: a\rContent-Length: 4') + smuggled()],
    ['a chunk of no length', () => `${post('Transfer-Encoding: chunked')}\r\n${smuggled()}`],
    [
      'a chunk too long for numbers',
      () => `${post('Transfer-Encoding: chunked')}fffffffffffffffff\r\n${smuggled()}`,
    ],
    ['a chunk that lies', () => `${post('Transfer-Encoding: chunked')}1\r\nabc\r\n${chunks()}`],
    ['a line feed in a chunk’s extension', () => `${post('Transfer-Encoding: chunked')}0;\n${smuggled()}`],
    ['no host', () => `POST ${call} HTTP/1.1\r\nCookie: ${visitor.cookie}\r\n\r\n`],
    ['two hosts', () => post('Host: evil.example', 'Connection: close')],
    ['no version', () => `GET /\r\n\r\n`],
    ['another protocol', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a method of no name', () => head('BREW / HTTP/1.1')],
    ['a tunnel', () => head('CONNECT evil.example:443 HTTP/1.1')],
    [
      'a whole address of another host',
      () =>
        `POST http://evil.example${call} HTTP/1.1\r\nHost: evil.example\r\nCookie: ${visitor.cookie}\r\nConnection: close\r\n\r\n`,
    ],
  ];

  test.each(shapes)('%s', async (_name, bytes) => {
    const heard = statuses(await say(bytes()));
    expect(heard.length).toBeLessThanOrEqual(1);
    for (const status of heard) expect(status).toBeGreaterThanOrEqual(400);
    await expectPageServed();
  });

  test('an upgrade is not made', async () => {
    for (const to of ['websocket', 'h2c']) {
      const heard = await say(head('GET / HTTP/1.1', `Upgrade: ${to}`, 'Connection: Upgrade, close'));
      expect([to, statuses(heard)]).toEqual([to, [200]]);
    }
    const refused = await say(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n`,
    );
    expect(statuses(refused)).toEqual([403]);
  });
});

describe('how slowly, and how many', () => {
  test('a connection that says nothing is ended', async () => {
    expect(statuses(await say(''))).toEqual([408]);
  });

  test('a stranger’s body is not waited for', async () => {
    const heard = await say(
      `POST /upload?name=x HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 90000\r\n\r\n`,
      'a',
    );
    expect(statuses(heard)).toEqual([403]);
  });

  test.each(['/upload?name=slow.wav', `/recall/${uuid}/${uuid}?startMs=0&offset=0`])(
    'a body that drips is cut off, and leaves nothing: %s',
    async (path) => {
      const before = await filesOf();
      const heard = await say(head(`POST ${path} HTTP/1.1`, 'Content-Length: 90000'), 'a');
      for (const status of statuses(heard)) expect(status).toBeGreaterThanOrEqual(400);
      await expect.poll(filesOf).toEqual(before);
      await expectPageServed();
    },
  );

  test('more connections than there is room for: the page comes in all the same', async () => {
    const sockets: Socket[] = [];
    let openCount = 0;
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    for (let index = 0; index < limits.strangerLimit * 5; index += 1) {
      const socket = connect({ host: '127.0.0.1', port });
      sockets.push(socket);
      socket.on('error', () => {});
      socket.once('close', () => {
        openCount -= 1;
      });
      await new Promise((resolve) => socket.once('connect', resolve));
      openCount += 1;
    }
    await expectPageServed();
    await expect.poll(() => openCount).toBeLessThanOrEqual(limits.strangerLimit);
    // Not by time: each that came when there was no room left ended one that was there.
    const { refused } = visitor.server.protection();
    expect(refused?.connection).toBeGreaterThanOrEqual(limits.strangerLimit * 4);
    const many = await Promise.all(
      Array.from({ length: 100 }, () => send(port, { path: call, method: 'POST', headers: inside() })),
    );
    expect(many.map(({ status }) => status)).toEqual(Array(100).fill(200));
  });

  test('a slice of an interview that is too large is refused, and nothing is kept of it', async () => {
    const before = await filesOf();
    const body = Buffer.alloc(8 * 1024 * 1024 + 1);
    const path = `/recall/${uuid}/${uuid}?startMs=0&offset=0`;
    const answer = await send(port, { path, method: 'POST', headers: inside(), body });
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([
      422,
      { code: 'INPUT_INVALID', data: { field: 'slice' } },
    ]);
    expect(await filesOf()).toEqual(before);
    await expectPageServed();
  });
});

test('what was refused is counted by what it lacked, and shown', async () => {
  const before = visitor.server.protection().refused;
  const asked: [string, Record<string, string>][] = [
    ['/', { host: 'evil.example' }],
    [call, inside({ origin: 'https://evil.example' })],
    [call, inside({ 'sec-fetch-site': 'cross-site' })],
    ['/?token=guessed', {}],
    ['/', {}],
  ];
  for (const [path, headers] of asked)
    expect((await send(port, { path, method: path === call ? 'POST' : 'GET', headers })).status).toBe(403);
  await send(port, { path: '/', method: 'PUT', headers: inside() });
  const { listening, refused, blocked } = visitor.server.protection();
  const { host = 0, origin = 0, token = 0, cookie = 0, shape = 0, connection = 0 } = before ?? {};
  expect(refused).toEqual({
    host: host + 1,
    origin: origin + 2,
    token: token + 1,
    cookie: cookie + 1,
    shape: shape + 1,
    connection,
  });
  expect([listening, blocked]).toEqual([{ address: '127.0.0.1', port, isLoopback: true }, null]);
});

describe('ids', () => {
  const climbs = [
    '..',
    '../../../etc/passwd',
    '..%2f..%2fstudy.db',
    '%2e%2e',
    'a/../../b',
    '..\\..\\x',
    'study.db',
    `${uuid}/../..`,
    `${uuid}%00`,
  ];

  test('no id of an address of bytes leads anywhere', async () => {
    const before = await filesOf();
    for (const climb of climbs)
      for (const [method, path] of [
        ['GET', `/media/${climb}`],
        ['HEAD', `/media/${climb}`],
        ['GET', `/peaks/${climb}/256`],
        ['GET', `/peaks/${uuid}/${climb}`],
        ['POST', `/recall/${climb}/${uuid}?startMs=0&offset=0`],
        ['POST', `/recall/${uuid}/${climb}?startMs=0&offset=0`],
        ['POST', `/recall/${uuid}/${uuid}?startMs=${climb}&offset=0`],
        ['POST', `/recall/${uuid}/${uuid}?startMs=0&offset=-1`],
      ] as const) {
        const { status, body } = await send(port, { path, method, headers: inside() });
        // Steps that a URL takes by itself end at the page, and a page is all that is there.
        const isPage = status === 200 && (method === 'HEAD' || body.toString().includes('<title>Stillpoint'));
        expect([method, path, isPage || [404, 405, 422].includes(status)]).toEqual([method, path, true]);
      }
    expect(await filesOf()).toEqual(before);
  });

  test('no ref of a study, and no name of a backup, leads anywhere', async () => {
    const { client } = visitor;
    const [listing] = await client.study.list();
    const ref = listing?.ref ?? '';
    for (const climb of climbs) {
      const gone = [
        client.study.open({ ref: climb }),
        client.study.forget({ ref: climb }),
        client.backup.list({ ref: climb }),
        client.backup.restore({ ref: climb, name: 'x' }),
        client.backup.restore({ ref, name: climb }),
      ];
      // All at once: one that is refused while another is still waited for would be nobody's.
      for (const { code } of await Promise.all(gone.map(refusal)))
        expect(['STUDY_NOT_FOUND', 'NOT_FOUND']).toContain(code);
      if ((await client.study.load()) === null) await client.study.open({ ref });
    }
  });

  test('methods that nothing here has', async () => {
    for (const method of ['OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'SEARCH', 'PURGE'])
      for (const path of ['/', call, '/media/x', '/upload?name=x', '*']) {
        const answer = await send(port, { path, method, headers: inside() });
        expect([method, path, answer.status, answer.headers.allow]).toEqual([
          method,
          path,
          405,
          'GET, HEAD, POST',
        ]);
      }
    await expectPageServed();
  });
});
