import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as nodeRequest, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { readPage } from '../../electron/core/bytes/page.ts';
import { type Core, createCore } from '../../electron/core/core.ts';
import type { Host } from '../../electron/core/host.ts';
import { forkWorker } from '../../electron/core/media/fork.ts';
import { defaultLimits, type Limits } from '../../electron/server/limits.ts';
import { type RunningServer, startServer } from '../../electron/server/server.ts';
import type { Contract } from '../../shared/contract/contract.ts';
import { routes } from '../../shared/contract/routes.ts';

/** Everything a host is given, in a folder of its own. */
export async function temporaryHost(kind: Host['kind']): Promise<Host & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-host-'));
  return {
    folder,
    kind,
    version: '0.0.0',
    profileFolder: join(folder, 'profile'),
    studiesFolder: join(folder, 'studies'),
    sampleFolder: fileURLToPath(new URL('../../build/sample', import.meta.url)),
    spawnWorker: forkWorker(fileURLToPath(new URL('../../electron/core/media/worker.ts', import.meta.url))),
    dialogs: null,
  };
}

/** A page of two files, so that these tests do not wait for the real one to be built. */
export async function temporaryPage(folder: string): Promise<string> {
  const page = join(folder, 'page');
  await mkdir(join(page, 'assets'), { recursive: true });
  await writeFile(join(page, 'index.html'), '<!doctype html><title>Stillpoint</title>');
  await writeFile(join(page, 'assets/main-1.js'), '1;');
  return page;
}

export type Visitor = {
  server: RunningServer;
  core: Core;
  folder: string;
  /** The cookie of the window that was let in. */
  cookie: string;
  client: ContractRouterClient<Contract>;
  end(): Promise<void>;
};

/** The real core behind the real server, and a window that has used the token. */
export async function visit(limits: Partial<Limits> = {}): Promise<Visitor> {
  const host = await temporaryHost('browser');
  const core = await createCore(host);
  const page = await readPage(await temporaryPage(host.folder));
  const server = await startServer({ core, page, port: 0, limits: { ...defaultLimits, ...limits } });
  const { headers } = await send(server.port, { path: server.address.slice(server.address.indexOf('/?')) });
  const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  const client: Visitor['client'] = createORPCClient(
    new RPCLink({ url: `http://127.0.0.1:${server.port}${routes.calls}`, headers: { cookie } }),
  );
  return {
    server,
    core,
    folder: host.folder,
    cookie,
    client,
    async end() {
      await server.close();
      await core.dispose();
      await rm(host.folder, { recursive: true });
    },
  };
}

export type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer };

/** One request exactly as written: no browser or library sets a Host, or tidies up the path, on its own. */
export function send(
  port: number,
  {
    path,
    method = 'GET',
    headers = {},
    body,
  }: { path: string; method?: string; headers?: OutgoingHttpHeaders; body?: Buffer },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = nodeRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
