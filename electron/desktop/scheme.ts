import type { Protocol, Session } from 'electron';
import { handleBytes } from '../core/bytes/handle-bytes.ts';
import { secure } from '../core/bytes/headers.ts';
import { type Page, servePage } from '../core/bytes/page.ts';
import type { ByteSource } from '../core/host.ts';
import { isOwnUrl, scheme } from './origin.ts';

/** Must be called before the app is ready. No `bypassCSP`, no `corsEnabled`: nobody else's page is to read from it. */
export function declareScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** The page and the bytes of recordings, by the same code and under the same headers as on the browser host. */
export function serveScheme(
  session: { protocol: Pick<Session['protocol'], 'handle'> },
  bytes: ByteSource,
  page: Page,
): void {
  session.protocol.handle(scheme, async (request) => {
    if (!isOwnUrl(request.url)) return secure(new Response(null, { status: 404 }));
    return secure((await handleBytes(request, bytes)) ?? (await servePage(request, page)));
  });
}
