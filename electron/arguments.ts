import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export type StartArguments = {
  /** Absolute. */
  studyPath: string | null;
  sample: boolean;
  /** 0: any free port. */
  port: number;
};

/**
 * What the app was started with, on either host. Words that mean nothing are passed over: Electron's own switches and
 * the desktop's are among them. A study may be named without `--study`, as a double click on its folder does it.
 * Throws a RangeError with a sentence when the port is no port.
 */
export function parseStartArguments(words: readonly string[], workingFolder: string): StartArguments {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { study: { type: 'string' }, sample: { type: 'boolean' }, port: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  const study =
    typeof values.study === 'string'
      ? values.study
      : positionals.find((word) => word.endsWith('.stillpoint'));
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new RangeError(`--port needs a number from 0 to 65535, not "${values.port}".`);
  return {
    studyPath: study === undefined ? null : resolve(workingFolder, study),
    sample: values.sample === true,
    port,
  };
}
