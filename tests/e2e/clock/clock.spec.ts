import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { createMediaWorker } from '../../../electron/core/media/client.ts';
import { derivePeaks } from '../../../electron/core/media/derive-peaks.ts';
import { forkWorker } from '../../../electron/core/media/fork.ts';
import { importMedia } from '../../../electron/core/media/import.ts';
import { StudyFiles } from '../../../electron/core/study/files.ts';
import { burstInstants, type FormatCase, formatCases } from '../../fixtures/media/formats.ts';
import { listenForBursts } from './listen.ts';
import { peaksErrorMs } from './peaks-reader.ts';
import { serveFiles } from './range-server.ts';

/**
 * The promise on which everything else stands: the instant the page reports while a sound is heard, and the place of
 * that sound in the peaks, are the sound's true instant, for every format that imports.
 */
const worstMs = 30;
const medianMs = 10;
const seeksPerFormat = 6;
/**
 * Pages that listen at once; each plays in real time, so this is what keeps the matrix short. With six, two cores once
 * let the browser skip a frame of sound.
 */
const listeners = 4;

const root = join(import.meta.dirname, '../../..');
const fixtureFolder = join(root, '.cache/fixtures');
const makeCase = join(root, 'tests/fixtures/media/make-case.ts');

type Row = {
  format: string;
  verdict: string;
  reasons: readonly string[];
  errorsMs: (number | null)[];
  worstMs: number | null;
  medianMs: number | null;
  peaksErrorsMs: (number | null)[];
  /** What the same judge says of the copy; Matroska is never taken as it is, though Chromium plays this one right. */
  copyReasons: readonly string[];
  importMs: number;
};

/** One after another: whoever listens meanwhile needs what is left of the machine. */
let lastMade: Promise<unknown> = Promise.resolve();

/** Made once and kept by what it is made from. */
async function fixture({ fileName, spec }: FormatCase): Promise<string> {
  if (spec === null) return join(root, 'tests/fixtures/media', fileName);
  const key = createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 12);
  const path = join(fixtureFolder, `${key}-${fileName}`);
  if (!existsSync(path)) {
    await mkdir(fixtureFolder, { recursive: true });
    const make = () => promisify(execFile)(process.execPath, [makeCase, fileName, `${path}.part`]);
    const made = lastMade.then(make);
    lastMade = made.catch(() => null);
    await made;
    await rename(`${path}.part`, path);
  }
  return path;
}

const middle = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? null;

test('every format sounds, and is drawn, at its true instant', async ({ context }) => {
  test.setTimeout(480_000);
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-clock-'));
  const files = new StudyFiles(folder, null);
  await files.ensureAreas();
  const worker = createMediaWorker(forkWorker(join(root, 'electron/core/media/worker.ts')));
  const served = new Map<string, { path: string; mimeType: string }>();
  const server = await serveFiles(served);
  const rows: Row[] = [];
  const waiting = formatCases.filter(({ name }) => name.includes(process.env['CLOCK_ONLY'] ?? ''));

  /** Nothing of the file is left out. */
  const asItIs = { keepsFileName: true, removesTags: false };

  async function measure(formatCase: FormatCase): Promise<Row> {
    const page = await context.newPage();
    try {
      const recordingId = formatCase.fileName.replace('.', '-');
      const absolutePath = await fixture(formatCase);
      const started = performance.now();
      const media = await importMedia(
        { files, worker },
        { recordingId, source: { kind: 'external', absolutePath }, audioTrack: null, ...asItIs },
      );
      const importMs = Math.round(performance.now() - started);
      await derivePeaks({ files, worker }, media);
      const played = await worker.certify(files.place(media.playedPath), { audioTrack: null });
      served.set(`/${recordingId}`, {
        path: files.place(media.playedPath).path,
        mimeType: media.playedMimeType,
      });
      await page.goto(server.origin);
      const instantsMs = burstInstants(formatCase.seconds)
        .slice(0, seeksPerFormat)
        .map((seconds) => seconds * 1000);
      // Out of order, so that no seek is a short way on from the one before.
      const order = instantsMs.map((_, index) => instantsMs[(index * 5) % instantsMs.length] ?? 0);
      const heard = await listenForBursts(page, `${server.origin}/${recordingId}`, order);
      const errorsMs = heard.map(({ truthMs, reportedMs }) =>
        reportedMs === null ? null : reportedMs - truthMs,
      );
      const peaksErrorsMs = await Promise.all(
        order.map((instantMs) => peaksErrorMs(files.place(`peaks/${recordingId}/256.dat`).path, instantMs)),
      );
      const sizes = errorsMs.filter((error) => error !== null).map(Math.abs);
      return {
        format: formatCase.name,
        verdict: media.certificate.verdict,
        reasons: media.certificate.reasons,
        errorsMs: errorsMs.map((error) => (error === null ? null : Math.round(error * 10) / 10)),
        worstMs: sizes.length < errorsMs.length ? null : Math.max(...sizes),
        medianMs: middle(sizes),
        peaksErrorsMs,
        copyReasons: media.playedPath.endsWith('.mkv') ? [] : played.reasons,
        importMs,
      };
    } finally {
      await page.close();
    }
  }

  try {
    await Promise.all(
      Array.from({ length: listeners }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const row = await measure(next);
          rows.push(row);
          expect.soft(row.verdict, `${row.format}: verdict`).toBe(next.verdict);
          expect.soft(row.copyReasons, `${row.format}: its copy`).toEqual([]);
          expect.soft(row.worstMs, `${row.format}: worst of ${row.errorsMs}`).not.toBeNull();
          expect.soft(row.worstMs, `${row.format}: worst of ${row.errorsMs}`).toBeLessThanOrEqual(worstMs);
          expect.soft(row.medianMs, `${row.format}: median of ${row.errorsMs}`).toBeLessThanOrEqual(medianMs);
          for (const error of row.peaksErrorsMs) {
            expect.soft(error, `${row.format}: peaks`).not.toBeNull();
            expect
              .soft(Math.abs(error ?? 0), `${row.format}: peaks ${row.peaksErrorsMs}`)
              .toBeLessThanOrEqual(worstMs);
          }
        }
      }),
    );
  } finally {
    worker.dispose();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
  rows.sort((a, b) => a.format.localeCompare(b.format));
  await mkdir(join(root, '.cache/bench'), { recursive: true });
  const sizes = rows.flatMap(({ errorsMs }) => errorsMs).map((error) => Math.abs(error ?? 4000));
  const summary = { worstMs: Math.max(...sizes), medianMs: middle(sizes), formats: rows.length, rows };
  await writeFile(join(root, '.cache/bench/clock.json'), `${JSON.stringify(summary, null, 2)}\n`);
});
