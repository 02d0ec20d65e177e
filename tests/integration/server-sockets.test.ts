import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { routes } from '../../shared/contract/routes.ts';
import { send, type Visitor, visit } from './server-support.ts';

const callByteLimit = 100_000;
let visitor: Visitor;
let port: number;

beforeAll(async () => {
  visitor = await visit({ callByteLimit });
  port = visitor.server.port;
});
afterAll(() => visitor.end());

const origin = () => `http://127.0.0.1:${port}`;
const own = () => ({ cookie: visitor.cookie, origin: origin() });
const refusals = () => visitor.server.protection().refused;

function open(headers: Record<string, string>, path: string = routes.socket): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
}

async function opened(): Promise<WebSocket> {
  const socket = open(own());
  await once(socket, 'open');
  return socket;
}

/** The status with which it was not let in. */
async function statusOf(socket: WebSocket): Promise<number | undefined> {
  const [, answer] = await once(socket, 'unexpected-response');
  socket.on('error', () => undefined);
  socket.terminate();
  return answer.statusCode;
}

const ask = (id: string, url: string, input?: unknown): string =>
  JSON.stringify({ i: id, p: { u: url, b: { json: input } } });

async function answerOf(socket: WebSocket, message: string): Promise<string> {
  socket.send(message);
  const [data] = await once(socket, 'message');
  return String(data);
}

test('the window that was let in calls over its socket', async () => {
  const socket = await opened();
  expect(await answerOf(socket, ask('1', '/app/info'))).toContain('"browser"');
  socket.close();
});

test.each([
  ['no cookie', () => ({ origin: origin() }), 'cookie'],
  ['a wrong cookie', () => ({ ...own(), cookie: `stillpoint-${port}=guessed` }), 'cookie'],
  ['a page of another place', () => ({ ...own(), origin: 'https://example.org' }), 'origin'],
  ['a page of another port', () => ({ ...own(), origin: `http://127.0.0.1:${port + 1}` }), 'origin'],
  ['a sandboxed page', () => ({ ...own(), origin: 'null' }), 'origin'],
  ['no page at all', () => ({ cookie: visitor.cookie }), 'origin'],
  ['a name that somebody pointed here', () => ({ ...own(), host: 'rebound.example' }), 'host'],
] as const)('%s: no socket, and it is counted', async (_, headers, lack) => {
  const before = refusals()?.[lack] ?? Number.NaN;
  expect(await statusOf(open(headers()))).toBe(403);
  expect(refusals()?.[lack]).toBe(before + 1);
});

test('nowhere else is there a socket, and asking for one spends no token', async () => {
  for (const path of ['/', '/calls', '/recaller/calls', '/socket/x', '/socket?x', '/media/x', '/?token=x'])
    expect([path, await statusOf(open(own(), path))]).not.toEqual([path, 101]);
  expect(await answerOf(await opened(), ask('1', '/app/info'))).toContain('"browser"');
});

test('what is no message, names nothing, or is none of the calls is answered by nobody, and the rest goes on', async () => {
  const socket = await opened();
  for (const nonsense of ['', 'null', '[]', '{', '{"i":"x","p":{}}', '{"i":1,"t":4}', '\u0000'])
    socket.send(nonsense);
  expect(await answerOf(socket, ask('2', '/__proto__/constructor'))).toContain('"s":404');
  expect(await answerOf(socket, ask('3', '/study/create', { title: 5 }))).toContain('INPUT_INVALID');
  expect(await answerOf(socket, ask('4', '/app/info'))).toContain('"browser"');
  socket.close();
});

test('more than a call may say, or what breaks the protocol, ends that socket alone, and is counted', async () => {
  const before = refusals()?.shape ?? Number.NaN;
  const tooLong = await opened();
  tooLong.send('x'.repeat(callByteLimit + 1));
  const [code] = await once(tooLong, 'close');
  expect(code).toBe(1009);
  const broken = await opened();
  // A frame that is not masked, as a browser's always is.
  Reflect.get(broken, '_socket').write(Buffer.from([0x81, 0x01, 0x41]));
  const [brokenCode] = await once(broken, 'close');
  expect(brokenCode).toBe(1002);
  expect(refusals()?.shape).toBe(before + 2);
  const answer = await send(port, { path: '/calls/app/info', method: 'POST', headers: own() });
  expect(answer.status).toBe(200);
});

test('a server that is closed ends every socket', async () => {
  const other = await visit();
  const socket = new WebSocket(`ws://127.0.0.1:${other.server.port}${routes.socket}`, {
    headers: { cookie: other.cookie, origin: `http://127.0.0.1:${other.server.port}` },
  });
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await other.end();
  await closed;
});
