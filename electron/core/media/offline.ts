import { Dictionary, FormatContext } from 'node-av/lib';
import { openingOptions } from './open.ts';

/**
 * Addresses of every kind that leads elsewhere. Port 9 of this machine, where nobody listens: should one be tried after
 * all, nothing leaves the machine, and it says "connection refused", which is not what we want to hear.
 */
const addresses = [
  'http://127.0.0.1:9/a.wav',
  'https://127.0.0.1:9/a.wav',
  'tcp://127.0.0.1:9',
  'rtmp://127.0.0.1:9/a',
  'concat:a|b',
  'pipe:0',
];

/** What FFmpeg answers to a protocol that is not on its list, before it does anything with the address. */
const invalidArgument = -22;

/** Whether FFmpeg, opening as everything here does, refuses every address without trying it. Takes a millisecond. */
export async function isOffline(): Promise<boolean> {
  for (const address of addresses) {
    const input = new FormatContext();
    using options = Dictionary.fromObject(openingOptions);
    const code = await input.openInput(address, null, options);
    await input.closeInput();
    if (code !== invalidArgument) return false;
  }
  return true;
}
