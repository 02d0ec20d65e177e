/**
 * `npm run bench`: design.md's numbers on this machine, each beside its peer or limit, as a table and as JSON in
 * `.cache/bench/results.json`. A miss is printed as a miss; nothing is asserted. `npm run bench -- store` takes one part.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClock } from './clock.ts';
import { measureCodebook } from './codebook.ts';
import { measureCoding } from './coding.ts';
import { measureMedia } from './media.ts';
import { type Measurement, saveResults, toTable } from './report.ts';
import { measureScreen } from './screen.ts';
import { measureSeal } from './seal.ts';
import { measureSearch } from './search.ts';
import { measureStore } from './store.ts';
import { measureTimeline } from './timeline.ts';

const parts: Record<string, (folder: string) => Promise<Measurement[]>> = {
  media: measureMedia,
  screen: measureScreen,
  timeline: measureTimeline,
  store: measureStore,
  seal: measureSeal,
  search: measureSearch,
  codebook: measureCodebook,
  coding: measureCoding,
  clock: readClock,
};

const wanted = process.argv.slice(2).filter((argument) => argument in parts);
const names = wanted.length === 0 ? Object.keys(parts) : wanted;
const rows: Measurement[] = [];
for (const name of names) {
  process.stderr.write(`measuring: ${name}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'stillpoint-bench-'));
  try {
    rows.push(...((await parts[name]?.(folder)) ?? []));
  } catch (thrown) {
    // What the other parts took minutes to measure is not thrown away with it; a part that cannot be measured is a miss.
    process.stderr.write(`${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
    rows.push({
      what: `${name}: could not be measured`,
      measured: 'see above',
      against: '',
      isReached: false,
    });
  }
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${toTable(rows)}\n`);
await saveResults(rows);
