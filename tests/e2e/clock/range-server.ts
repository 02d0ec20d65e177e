import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves an empty page at `/`, and files by byte range as the app does, so that seeking is measured and nothing else. */
export async function serveFiles(
  files: ReadonlyMap<string, { path: string; mimeType: string }>,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file === undefined) {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>clock</title>');
      return;
    }
    void stat(file.path).then(({ size }) => {
      const [, first = '0', last = ''] =
        /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? 'bytes=0-') ?? [];
      const start = Number(first);
      const end = last === '' ? size - 1 : Math.min(size - 1, Number(last));
      response.writeHead(206, {
        'content-type': file.mimeType,
        'accept-ranges': 'bytes',
        'content-range': `bytes ${start}-${end}/${size}`,
        'content-length': end - start + 1,
      });
      createReadStream(file.path, { start, end })
        .on('error', () => response.destroy())
        .pipe(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
