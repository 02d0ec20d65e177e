import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { routes } from '../../../shared/contract/routes.ts';
import { pageHeaders } from './headers.ts';

/** The built page: every address that it has, and the file behind it. */
export type Page = { files: ReadonlyMap<string, string> };

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Stands in `index.html` where the nonce of its style elements goes. */
const noncePlaceholder = '__STYLE_NONCE__';

/**
 * Lists the page's files once, at start. A request is then looked up in that list and never joined to a path, so there
 * is nothing to climb out of. Throws when the folder or its index.html is missing: the page was not built.
 */
export async function readPage(folder: string): Promise<Page> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, string>();
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && extname(path) in mimeTypes)
      files.set(`/${relative(folder, path).split(sep).join('/')}`, path);
  }
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`The page is not built: there is no index.html in ${folder}`);
  files.set('/', index);
  // The second window's page is the same page, which looks at its address.
  files.set(routes.recaller, index);
  return { files };
}

/** A file of the page, or 404. */
export async function servePage(request: Request, page: Page): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
  const { pathname } = new URL(request.url);
  const path = page.files.get(pathname);
  if (path === undefined) return new Response(null, { status: 404 });
  const headers = new Headers({ 'Content-Type': mimeTypes[extname(path)] ?? 'application/octet-stream' });
  let content: string | Uint8Array<ArrayBuffer> = await readFile(path);
  if (extname(path) === '.html') {
    const nonce = randomBytes(16).toString('base64url');
    content = content.toString().replaceAll(noncePlaceholder, nonce);
    for (const [name, value] of Object.entries(pageHeaders(nonce))) headers.set(name, value);
  }
  // Vite names everything in assets/ after its contents, so it may be kept, and with it the compiled script.
  if (pathname.startsWith('/assets/')) headers.set('Cache-Control', 'private, max-age=31536000, immutable');
  headers.set('Content-Length', String(Buffer.byteLength(content)));
  return new Response(request.method === 'HEAD' ? null : content, { headers });
}
