import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Contract } from '../../shared/contract/contract.ts';
import { temporaryHost } from './server-support.ts';

// The built page must be there (build/bundle.ts); the process itself is run from its sources.
const entry = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url));
const started: ChildProcess[] = [];
let folder = '';
let env: NodeJS.ProcessEnv = {};

beforeAll(async () => {
  const host = await temporaryHost('browser');
  folder = host.folder;
  env = { ...process.env, STILLPOINT_PROFILE: host.profileFolder, STILLPOINT_STUDIES: host.studiesFolder };
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 10 }));

function serve(...words: string[]) {
  const child = spawn(process.execPath, [entry, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  const errors = text(child.stderr);
  let out = '';
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      if (out.includes('\n')) resolve(out);
    });
    child.once('exit', () => reject(new Error(`It ended before it listened: ${out}`)));
  });
  // A start that is meant to fail is looked at through `ended`.
  line.catch(() => {});
  return { child, ended, errors, line, output: () => out };
}

/** The window that opens the printed address. */
async function enter(line: string): Promise<ContractRouterClient<Contract>> {
  const { url } = JSON.parse(line);
  const answer = await fetch(url, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return createORPCClient(new RPCLink({ url: new URL('/calls', url).href, headers: { cookie } }));
}

test('one line with the address; SIGTERM closes the study and ends with 0', async () => {
  const first = serve();
  const line = await first.line;
  expect(line).toMatch(/^\{"url":"http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}"\}\n$/);
  const client = await enter(line);
  await client.study.create({ title: 'Served' });
  expect(await client.app.info()).toMatchObject({ host: 'browser', studiesFolder: 'studies' });
  first.child.kill('SIGTERM');
  expect(await first.ended).toEqual({ code: 0, signal: null });
  expect(first.output()).toBe(line);
  expect(await first.errors).toBe('');
});

test('--study opens it, also after SIGKILL, and SIGINT ends with 0', async () => {
  const study = join(folder, 'studies', 'Served.stillpoint');
  const killed = serve('--study', study);
  const client = await enter(await killed.line);
  await client.study.update({ actor: null, title: 'Kept' });
  killed.child.kill('SIGKILL');
  await killed.ended;
  const again = serve('--study', study);
  expect(await (await enter(await again.line)).study.load()).toMatchObject({ study: { title: 'Kept' } });
  again.child.kill('SIGINT');
  expect(await again.ended).toEqual({ code: 0, signal: null });
});

test('a study that is not there: the app starts all the same and says so', async () => {
  const { line } = serve('--study', join(folder, 'nowhere.stillpoint'));
  const client = await enter(await line);
  expect(await client.study.load()).toBeNull();
  expect(await client.app.info()).toMatchObject({ startFailure: { code: 'STUDY_NOT_FOUND' } });
});

test('a port that is taken, or is none, is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const taken = serve('--port', String(port));
  expect(await taken.ended).toEqual({ code: 1, signal: null });
  expect(await taken.errors).toMatch(new RegExp(`^Port ${port} is taken[^\\n]*\\n$`));
  expect(taken.output()).toBe('');
  other.close();

  const none = serve('--port', 'http');
  expect(await none.ended).toEqual({ code: 1, signal: null });
  expect(await none.errors).toMatch(/^--port needs a number[^\n]*\n$/);
});

test('--port N is that port', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  expect(await serve('--port', String(port)).line).toContain(`"http://127.0.0.1:${port}/?token=`);
});

test('what it says of the network is what it finds', async () => {
  const { line } = serve();
  const printed = await line;
  const client = await enter(printed);
  const { url } = JSON.parse(printed);
  const { port, origin } = new URL(url);
  expect((await fetch(origin)).status).toBe(403);
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(403);
  const found = await client.app.protection();
  expect(found).toMatchObject({
    openPorts: 1,
    listening: { address: '127.0.0.1', port: Number(port), isLoopback: true },
    refused: { host: 0, origin: 0, token: 1, cookie: 1, shape: 0, connection: 0 },
    blocked: null,
    isMediaOffline: true,
  });
  expect(found.sinceMs).toBeLessThanOrEqual(Date.now());
});
