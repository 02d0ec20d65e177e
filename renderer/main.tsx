// First: before any schema is made.
import './api/zodConfig.ts';
import '@mantine/core/styles.layer.css';
import './ui/base.css';
import './ui/i18n.ts';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { routes } from '../shared/contract/routes.ts';
import { type Link, setLink } from './api/client.ts';
import { awaitPort, httpLink, portLink, socketLink, watchGoing } from './api/transport.ts';
import { askAppInfo } from './state/app.ts';
import { followMessages } from './state/connection.ts';
import { guardDrafts } from './state/drafts.ts';
import { followExports } from './state/exports.ts';
import { followImports } from './state/imports.ts';
import { followNames } from './state/names.ts';
import { followSeal } from './state/seal.ts';
import { followStudy } from './state/study.ts';
import { guardViews } from './state/view.ts';
import { styleNonce } from './ui/styleNonce.ts';
import { resolveVariables, theme } from './ui/theme.ts';
import { App } from './views/App.tsx';

const isDesktop = window.location.protocol === 'stillpoint:';
const isRecaller = window.location.pathname === routes.recaller;
// The desktop's port is waited for from the start: it comes but once.
const link = isDesktop ? awaitPort().then(portLink) : Promise.resolve(hostLink());

// The name under which the library that locks scrolling behind dialogs looks for it.
Object.assign(window, { __webpack_nonce__: styleNonce });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
if (isRecaller) void showRecaller(root);
else showApp(root);

function hostLink(): Link {
  const isGoing = watchGoing();
  return isRecaller ? httpLink(routes.recallerCalls, isGoing) : socketLink(isGoing);
}

/** The second window: nothing of the app runs there, so that it asks for nothing and is told nothing. */
async function showRecaller(host: HTMLElement): Promise<void> {
  const { mountRecaller } = await import('./views/recall/recaller/mountRecaller.tsx');
  mountRecaller(host, await link, styleNonce);
}

function showApp(host: HTMLElement): void {
  void link.then(setLink);
  void askAppInfo();
  followStudy();
  followNames();
  followImports();
  followSeal();
  followExports();
  followMessages();
  guardDrafts();
  guardViews();
  createRoot(host).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveVariables}
        defaultColorScheme="auto"
        getStyleNonce={() => styleNonce}
      >
        <App />
      </MantineProvider>
    </StrictMode>,
  );
}
