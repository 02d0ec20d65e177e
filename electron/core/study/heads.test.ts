import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { testDevice } from '../../../tests/fixtures/device.ts';
import { temporaryFolder } from '../../../tests/fixtures/study.ts';
import { Heads } from './heads.ts';
import { createStudyFolder } from './open.ts';

afterEach(() => vi.useRealTimers());

async function begin() {
  const folder = await temporaryFolder();
  const study = await createStudyFolder(join(folder, 'a.stillpoint'), 'a', testDevice);
  const profile = join(folder, 'profile');
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const kept = await new Heads(profile).keep(study.files.root, study.store);
  const file = join(profile, 'heads.json');
  /** What the profile knows, without which ref. */
  const known = async (): Promise<unknown> => {
    const text = await readFile(file, 'utf8').catch(() => '{}');
    return Object.values(JSON.parse(text))[0] ?? null;
  };
  return { study, kept, known, file, profile };
}

test('what is written is known a minute later, and nothing is written when nothing was', async () => {
  const { study, kept, known, file } = await begin();
  expect(await known()).toBeNull();
  vi.advanceTimersByTime(60_000);
  await expect.poll(known).toMatchObject({ seq: 1 });
  await kept.note();
  await rm(file);
  vi.advanceTimersByTime(60_000);
  await kept.note();
  expect(await known()).toBeNull();
  study.store.logOccurrence('study.opened', null);
  vi.advanceTimersByTime(60_000);
  await expect.poll(known).toMatchObject({ seq: 2 });
  kept.stop();
  study.store.logOccurrence('study.opened', null);
  vi.advanceTimersByTime(120_000);
  await study.close();
  expect(await known()).toMatchObject({ seq: 2 });
});

test('a profile that cannot be written keeps nobody from anything, and is tried again', async () => {
  const { study, kept, known, profile } = await begin();
  await rm(profile, { recursive: true, force: true });
  await writeFile(profile, 'a file in the way');
  await kept.note();
  await rm(profile);
  await kept.note();
  expect(await known()).toMatchObject({ seq: 1 });
  kept.stop();
  await study.close();
});
