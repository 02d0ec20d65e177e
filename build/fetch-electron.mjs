// For machines that must have Electron, such as the workflow's: `node build/setup.mjs build/fetch-electron.mjs`.
import { fetchElectron, findElectron } from './electron.mjs';

if (findElectron() === undefined && (await fetchElectron({ insist: true })) === undefined) process.exit(1);
