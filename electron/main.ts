import { app } from 'electron';
import { parseStartArguments } from './arguments.ts';
import { createCore } from './core/core.ts';
import { startDesktop } from './desktop/start.ts';
import { findPlaces } from './places.ts';

// From a checkout Electron's first argument is the folder of the app.
const words = process.argv.slice(app.isPackaged ? 1 : 2);
startDesktop({
  places: findPlaces(import.meta.url, app.isPackaged ? process.resourcesPath : null),
  start: parseStartArguments(words, process.cwd()),
  createCore,
});
