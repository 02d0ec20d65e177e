import type { App, Session, WebContents } from 'electron';
import { isOwnUrl } from './origin.ts';

/** What every window is made with. */
export const pagePreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  navigateOnDragDrop: false,
  // Chromium would download its dictionaries.
  spellcheck: false,
} as const;

/**
 * Before the app is ready. Chromium has errands of its own; with no name to be found they end before they leave, and so
 * does anything that the session's filter, which does not see them, lets through.
 */
export function guardCommandLine({
  commandLine,
  isPackaged,
}: {
  commandLine: Pick<App['commandLine'], 'appendSwitch' | 'removeSwitch'>;
  isPackaged: boolean;
}): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
  // A checkout keeps them: Playwright's tests drive the app through them.
  if (!isPackaged) return;
  commandLine.removeSwitch('remote-debugging-port');
  commandLine.removeSwitch('remote-debugging-pipe');
}

const localSchemes = ['stillpoint:', 'blob:', 'data:'];

/** Every session, also one that Electron makes by itself: nothing leaves the machine, and nothing is granted but a microphone. */
export function guardSession(
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setSpellCheckerEnabled'
  > & { webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> },
  { hasDevTools, onBlocked }: { hasDevTools: boolean; onBlocked: () => void },
): void {
  const allowed = hasDevTools ? [...localSchemes, 'devtools:'] : localSchemes;
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    const cancel = !allowed.includes(new URL(url).protocol);
    if (cancel) onBlocked();
    callback({ cancel });
  });
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isMicrophone = permission === 'media' && types.length === 1 && types[0] === 'audio';
    callback(isMicrophone && details.isMainFrame && isOwnUrl(details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) => {
    const isMicrophone = permission === 'media' && details.mediaType === 'audio';
    return isMicrophone && details.isMainFrame && isOwnUrl(details.requestingUrl);
  });
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
}

/** Every page: it stays where it is, opens nothing, and holds nobody else's page. */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler' | 'setWebRTCIPHandlingPolicy'>,
): void {
  // A file dropped beside its target, a link in a note: neither may put another page in this one's place.
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
