import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import { routes } from '../../../shared/contract/routes.ts';
import type { ByteSource, ServedFile } from '../host.ts';
import { parseRange } from './range.ts';

// Ids are letters, digits and hyphens and are never decoded: what has a dot, a slash or a percent sign is no id.
const mediaPath = new RegExp(`^${routes.media}([\\w-]{1,64})$`);
const recallPath = new RegExp(`^${routes.recall}([\\w-]{36})/([\\w-]{36})$`);
const exportPath = new RegExp(`^${routes.exports}([\\w-]{32})$`);
const peaksPath = new RegExp(`^${routes.peaks}([\\w-]{1,64})/(\\d{1,9})$`);

/**
 * Answers the addresses of `routes` that are bytes, alike on both hosts; null when it is none of them. A reader that
 * goes away cancels the body, which closes the file.
 */
export async function handleBytes(request: Request, bytes: ByteSource): Promise<Response | null> {
  const { pathname, searchParams } = new URL(request.url);
  try {
    if (pathname === routes.upload) return await receive(request, searchParams.get('name'), bytes);
    if (pathname.startsWith(routes.recall) && request.method === 'POST') return await append(request, bytes);
    if (pathname.startsWith(routes.media)) {
      const [, id] = mediaPath.exec(pathname) ?? [];
      return sendFile(request, id === undefined ? null : await bytes.media(id));
    }
    if (pathname.startsWith(routes.peaks)) {
      const [, id, samplesPerPair] = peaksPath.exec(pathname) ?? [];
      const isAddress = id !== undefined && samplesPerPair !== undefined;
      return sendFile(request, isAddress ? await bytes.peaks(id, samplesPerPair) : null);
    }
    if (pathname.startsWith(routes.exports)) {
      const [, token] = exportPath.exec(pathname) ?? [];
      return sendFile(request, token === undefined ? null : await bytes.exported(token));
    }
    return null;
  } catch (thrown) {
    // Whoever sends a body that nobody wants must be told to stop, or waits for ever.
    if (request.body !== null && !request.body.locked) await request.body.cancel();
    return failureResponse(toFailure(thrown));
  }
}

async function receive(request: Request, fileName: string | null, bytes: ByteSource): Promise<Response> {
  if (request.method !== 'POST') return notAllowed('POST');
  if (fileName === null) throw new Failure('NAME_INVALID');
  const body = request.body ?? ReadableStream.from([]);
  return Response.json(await bytes.upload(fileName, body));
}

/** A slice is a second or so of sound: read whole, so that it is laid down whole or not at all. */
const largestSlice = 8 * 1024 * 1024;

async function append(request: Request, bytes: ByteSource): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, interviewId, partId] = recallPath.exec(pathname) ?? [];
  const startMs = Number(searchParams.get('startMs') ?? Number.NaN);
  const offset = Number(searchParams.get('offset') ?? Number.NaN);
  const isWhole =
    Number.isSafeInteger(startMs) && Number.isSafeInteger(offset) && startMs >= 0 && offset >= 0;
  if (interviewId === undefined || partId === undefined || !isWhole) throw new Failure('INPUT_INVALID');
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of request.body ?? []) {
    byteCount += chunk.byteLength;
    if (byteCount > largestSlice) throw new Failure('INPUT_INVALID', { field: 'slice' });
    chunks.push(chunk);
  }
  return Response.json({
    byteCount: await bytes.appendPart({ interviewId, partId, startMs, offset }, Buffer.concat(chunks)),
  });
}

/** Failures as the page's `CallFailure` reads them; the status says only that it is none of HTTP's own. */
function failureResponse({ code, data }: Failure): Response {
  return Response.json({ code, data }, { status: code === 'INTERNAL' ? 500 : 422 });
}

function notAllowed(methods: string): Response {
  return new Response(null, { status: 405, headers: { Allow: methods } });
}

function sendFile(request: Request, file: ServedFile | null): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed('GET, HEAD');
  if (file === null) return new Response(null, { status: 404 });
  const headers = new Headers({ 'Accept-Ranges': 'bytes', 'Content-Type': file.mimeType });
  if (file.downloadName !== undefined)
    headers.set(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.downloadName)}`,
    );
  // Nothing here has a validator, so an `If-Range` never matches and asks for the whole; a HEAD has no ranges.
  const isWhole = request.method === 'HEAD' || request.headers.has('If-Range');
  const range = parseRange(isWhole ? null : request.headers.get('Range'), file.byteCount);
  if (range.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${file.byteCount}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: file.byteCount - 1 };
  headers.set('Content-Length', String(end - start + 1));
  if (range.kind === 'part') headers.set('Content-Range', `bytes ${start}-${end}/${file.byteCount}`);
  const hasBody = request.method === 'GET' && end >= start;
  return new Response(hasBody ? file.read({ start, end }) : null, {
    status: range.kind === 'part' ? 206 : 200,
    headers,
  });
}
