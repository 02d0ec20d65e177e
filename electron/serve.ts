import { systemCode } from '../shared/contract/failure.ts';
import { parseStartArguments } from './arguments.ts';
import { readPage } from './core/bytes/page.ts';
import { createCore } from './core/core.ts';
import { forkWorker } from './core/media/fork.ts';
import { findPlaces } from './places.ts';
import { findFolders } from './server/folders.ts';
import { type RunningServer, startServer } from './server/server.ts';

/** Standard output carries one line, the address, for the program that started this one; words for people go to stderr. */
async function main(): Promise<void> {
  const { studyPath, sample, port } = parseStartArguments(process.argv.slice(2), process.cwd());
  const places = findPlaces(import.meta.url, null);
  const folders = findFolders();
  const page = await readPage(places.page);
  let server: RunningServer | null = null;
  const core = await createCore({
    kind: 'browser',
    version: places.version,
    profileFolder: folders.profile,
    studiesFolder: folders.studies,
    sampleFolder: places.sample,
    spawnWorker: forkWorker(places.worker),
    dialogs: null,
    protection: () => server?.protection() ?? { listening: null, refused: null, blocked: null },
  });
  // Before the signals: a Ctrl-C while the study is being opened must close it too.
  let isEnding = false;
  const end = async (exitCode: number, close: () => Promise<void>) => {
    // The second signal is from somebody who will not wait; SQLite survives that.
    if (isEnding) process.exit(exitCode || 1);
    isEnding = true;
    await close();
    await core.dispose();
    process.exit(exitCode);
  };
  let close = async () => {};
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0, close));

  try {
    server = await startServer({ core, page, port });
    close = server.close;
    await core.openAtStart({ studyPath, sample });
    process.stdout.write(`${JSON.stringify({ url: server.address })}\n`);
  } catch (thrown) {
    process.stderr.write(`${explain(thrown, port)}\n`);
    await end(1, close);
  }
}

function explain(thrown: unknown, port: number): string {
  const code = systemCode(thrown);
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Choose another with --port, or none.`;
  if (code === 'EACCES') return `Port ${port} may not be used by you. Choose one above 1023.`;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

main().catch((thrown: unknown) => {
  process.stderr.write(`${explain(thrown, 0)}\n`);
  process.exit(1);
});
