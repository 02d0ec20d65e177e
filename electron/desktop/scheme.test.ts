import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readPage } from '../core/bytes/page.ts';
import { declareScheme, serveScheme } from './scheme.ts';

test('the scheme has no more rights than the page needs', () => {
  const declared: unknown[] = [];
  declareScheme({ registerSchemesAsPrivileged: (schemes) => void declared.push(...schemes) });
  // bypassCSP, corsEnabled, allowServiceWorkers, allowExtensions are not there, so they are off.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  expect(declared).toEqual([{ scheme: 'stillpoint', privileges }]);
});

test('page and bytes come under the strict headers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-scheme-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), 'page');
  const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();
  const recording = {
    mimeType: 'audio/mp4',
    byteCount: 4,
    read: () => new Response('abcd').body ?? new ReadableStream(),
  };
  serveScheme(
    { protocol: { handle: (name, handler) => void handlers.set(name, handler) } },
    {
      media: async (id) => (id === 'there' ? recording : null),
      peaks: async () => null,
      exported: async () => null,
      upload: () => Promise.reject(new Error('not asked for')),
      appendPart: () => Promise.reject(new Error('not asked for')),
    },
    await readPage(folder),
  );
  const get = async (url: string) =>
    (await handlers.get('stillpoint')?.(new Request(url))) ?? new Response('no handler');
  const page = await get('stillpoint://app/');
  expect(await page.text()).toBe('page');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  const media = await get('stillpoint://app/media/there');
  expect(await media.text()).toBe('abcd');
  expect(media.headers.get('cache-control')).toBe('no-store');
  for (const url of [
    'stillpoint://app/media/elsewhere',
    'stillpoint://app/x',
    'stillpoint://other/',
    'stillpoint://app.evil/',
  ]) {
    const answer = await get(url);
    expect([url, answer.status, answer.headers.get('x-content-type-options')]).toEqual([url, 404, 'nosniff']);
  }
});
