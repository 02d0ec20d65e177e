import type { App, Session } from 'electron';
import { expect, test } from 'vitest';
import { isOwnPage, isOwnUrl } from './origin.ts';
import { guardCommandLine, guardContents, guardSession, pagePreferences } from './security.ts';

type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Permission = Parameters<RequestHandler>[1];

/** A session that keeps the handlers it is given, and what they say. */
function guarded(hasDevTools = false) {
  let ask: RequestHandler | null = null;
  let check: CheckHandler | null = null;
  let filter: ((details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void) | null =
    null;
  let grantsDevice: unknown = null;
  let hasSpellChecker = true;
  const session: Parameters<typeof guardSession>[0] = {
    setPermissionRequestHandler: (handler) => {
      ask = handler;
    },
    setPermissionCheckHandler: (handler) => {
      check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      grantsDevice = handler === null ? null : Reflect.apply(handler, undefined, [{}]);
    },
    setSpellCheckerEnabled: (isEnabled) => {
      hasSpellChecker = isEnabled;
    },
    webRequest: {
      onBeforeRequest: (listener: unknown) => {
        if (typeof listener === 'function')
          filter = (...words) => void Reflect.apply(listener, undefined, words);
      },
    },
  };
  let blockedCount = 0;
  guardSession(session, {
    hasDevTools,
    onBlocked: () => {
      blockedCount += 1;
    },
  });
  return {
    blockedCount: () => blockedCount,
    hasSpellChecker: () => hasSpellChecker,
    grantsDevice: () => grantsDevice,
    lets(url: string): boolean {
      let isLet = false;
      filter?.({ url }, ({ cancel }) => {
        isLet = cancel === false;
      });
      return isLet;
    },
    /** Both ways in which Chromium asks; the handlers do not look at the web contents. */
    grants(
      permission: Permission,
      mediaTypes: ('audio' | 'video')[],
      where: { url: string; isMainFrame: boolean },
    ) {
      const details = { requestingUrl: where.url, isMainFrame: where.isMainFrame };
      const answers: unknown[] = [];
      const asked = [
        null,
        permission,
        (isGranted: boolean) => answers.push(isGranted),
        { ...details, mediaTypes },
      ];
      if (ask !== null) Reflect.apply(ask, undefined, asked);
      const [mediaType = 'unknown'] = mediaTypes;
      const checked = [null, permission, where.url, { ...details, mediaType }];
      if (check !== null) answers.push(Reflect.apply(check, undefined, checked));
      return answers;
    },
  };
}

const home = { url: 'stillpoint://app/', isMainFrame: true };

test('nothing leaves the machine', () => {
  const { lets } = guarded();
  for (const url of [
    'stillpoint://app/',
    'stillpoint://app/media/x',
    'blob:stillpoint://app/1',
    'data:image/png,',
  ])
    expect([url, lets(url)]).toEqual([url, true]);
  for (const url of [
    'https://example.com/',
    'http://127.0.0.1:8080/',
    'ws://example.com/',
    'wss://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'chrome://gpu/',
    'chrome-extension://x/',
    'devtools://devtools/bundled/inspector.html',
    'stillpoints://app/',
  ])
    expect([url, lets(url)]).toEqual([url, false]);
  // What was let through is not counted.
  const counted = guarded();
  for (const url of ['stillpoint://app/', 'https://example.com/', 'wss://example.com/']) counted.lets(url);
  expect(counted.blockedCount()).toBe(2);
  expect(guarded(true).lets('devtools://devtools/bundled/inspector.html')).toBe(true);
  expect(guarded(true).lets('https://example.com/')).toBe(false);
});

test('the microphone is for our own page', () => {
  const { grants } = guarded();
  expect(grants('media', ['audio'], home)).toEqual([true, true]);
  expect(grants('media', ['audio'], { ...home, isMainFrame: false })).toEqual([false, false]);
  expect(grants('media', ['audio'], { ...home, url: 'https://example.com/' })).toEqual([false, false]);
  expect(grants('media', ['audio'], { ...home, url: '' })).toEqual([false, false]);
  expect(grants('media', ['video'], home)).toEqual([false, false]);
  expect(grants('media', [], home)).toEqual([false, false]);
  // A check names one of the two; the request that follows names both.
  expect(grants('media', ['audio', 'video'], home)[0]).toBe(false);
});

test('every other permission is denied', () => {
  const { grants, grantsDevice } = guarded();
  const others: Permission[] = [
    ...(['display-capture', 'geolocation', 'notifications', 'midi', 'midiSysex', 'pointerLock'] as const),
    ...(['fullscreen', 'openExternal', 'clipboard-read', 'usb', 'hid', 'serial', 'fileSystem'] as const),
    ...(['idle-detection', 'speaker-selection', 'storage-access', 'window-management', 'unknown'] as const),
  ];
  for (const permission of others)
    expect([permission, ...grants(permission, ['audio'], home)]).toEqual([permission, false, false]);
  expect(grantsDevice()).toBe(false);
});

test('nothing is downloaded for the spelling', () => {
  expect(guarded().hasSpellChecker()).toBe(false);
  expect(pagePreferences.spellcheck).toBe(false);
});

test('the page is walled off from Node', () => {
  expect(pagePreferences).toEqual({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
});

test('the page goes nowhere, opens nothing and holds nothing', () => {
  const listeners = new Map<string, (event: { preventDefault(): void }) => void>();
  let opened: unknown;
  let routes = '';
  const contents = {
    on(name: string, listener: (event: { preventDefault(): void }) => void) {
      listeners.set(name, listener);
      return this;
    },
    setWindowOpenHandler(handler: () => unknown) {
      opened = handler();
    },
    setWebRTCIPHandlingPolicy(policy: string) {
      routes = policy;
    },
  };
  Reflect.apply(guardContents, undefined, [contents]);
  const events = ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'];
  expect([...listeners.keys()]).toEqual(events);
  const prevented = events.filter((name) => {
    let isPrevented = false;
    listeners.get(name)?.({
      preventDefault: () => {
        isPrevented = true;
      },
    });
    return isPrevented;
  });
  expect(prevented).toEqual(events);
  expect(opened).toEqual({ action: 'deny' });
  expect(routes).toBe('disable_non_proxied_udp');
});

test.each([
  [true, []],
  [false, ['remote-debugging-port', 'remote-debugging-pipe']],
])('switches (packaged: %s)', (isPackaged, left) => {
  const switches = new Map([
    ['remote-debugging-port', '9222'],
    ['remote-debugging-pipe', ''],
  ]);
  const commandLine: Pick<App['commandLine'], 'appendSwitch' | 'removeSwitch'> = {
    appendSwitch: (name, value = '') => void switches.set(name, value),
    removeSwitch: (name) => void switches.delete(name),
  };
  guardCommandLine({ commandLine, isPackaged });
  expect([...switches.keys()].filter((name) => name.startsWith('remote'))).toEqual(left);
  expect(switches.get('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  expect([...switches.keys()]).toEqual(
    expect.arrayContaining([
      'disable-background-networking',
      'disable-component-update',
      'disable-domain-reliability',
    ]),
  );
});

test('whose page it is', () => {
  for (const url of ['stillpoint://app/', 'stillpoint://app/index.html', 'stillpoint://app/?x#y'])
    expect(isOwnUrl(url)).toBe(true);
  for (const url of [
    '',
    'about:blank',
    'stillpoint://app.evil/',
    'stillpoint://application/',
    'https://x/stillpoint://app/',
  ])
    expect([url, isOwnUrl(url)]).toEqual([url, false]);
  expect(isOwnUrl(undefined)).toBe(false);
  const own = { url: 'stillpoint://app/', parent: null };
  expect(isOwnPage(own)).toBe(true);
  expect(isOwnPage({ ...own, parent: own })).toBe(false);
  expect(isOwnPage({ ...own, url: 'https://evil.example/' })).toBe(false);
  expect(isOwnPage(null)).toBe(false);
});
