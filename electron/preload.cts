// Runs in the page's process before the page, in a world of its own: it hands over one port and the names of commands,
// and leaves nothing else behind. It is bundled alone and may require nothing but 'electron', so the three words that
// it shares with `shared/commands/menu.ts` are written out; a test compares them.
const { ipcRenderer }: typeof import('electron/renderer') = require('electron');

declare const location: { origin: string };
declare const window: {
  postMessage(message: object, targetOrigin: string, transfer?: readonly object[]): void;
  addEventListener(type: 'DOMContentLoaded', listener: () => void): void;
};

ipcRenderer.on('stillpoint:port', ({ ports }) => {
  window.postMessage({ type: 'stillpoint:port' }, location.origin, ports);
});
ipcRenderer.on('stillpoint:command', (_event, id: unknown) => {
  window.postMessage({ type: 'stillpoint:command', id }, location.origin);
});
// Only when the page's script has run does somebody listen for the port.
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('stillpoint:ready'));
