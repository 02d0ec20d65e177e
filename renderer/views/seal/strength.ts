import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** 0, no time at all, to 4, longer than it matters (zxcvbn: Wheeler, 2016). */
export type Strength = 0 | 1 | 2 | 3 | 4;

let factory: Promise<ZxcvbnFactory> | null = null;

/** The word lists are a megabyte, so they come with the first passphrase and not with the page. */
async function load(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

/** How long it would hold out. Nothing of it leaves the page. */
export async function strengthOf(passphrase: string): Promise<Strength> {
  factory ??= load();
  // Its cost grows with the square of the length, and a hundred signs say all there is to say.
  return (await factory).check(passphrase.slice(0, 100)).score;
}
