import { Failure } from '../../../shared/contract/failure.ts';
import { shortestPassphrase } from '../../../shared/contract/seal.ts';
import type { Host } from '../host.ts';
import { isSealed, lockKeys, makeRecoveryKey, type StudyKeys, unlockKeys, wipe } from '../seal/keys.ts';
import type { Attempts } from './attempts.ts';
import {
  type ConversionOptions,
  continueConversion,
  conversionOf,
  forgetConversion,
  mayUnseal,
  sealStudy,
  unsealStudy,
} from './convert.ts';
import { refOf } from './library.ts';
import type { Noted } from './noted.ts';
import { isSealedWithoutKeys } from './sealed-without-keys.ts';

/** `isForged`: that it was to be unsealed was written into its folder by somebody without the keys; `run` seals it again. */
export type PreparedConversion = {
  run: (options: ConversionOptions) => Promise<void>;
  isForged: boolean;
};

/** Who may open which study with what. */
export class Sealing {
  private readonly attempts: Attempts;
  private readonly noted: Noted;
  private readonly workFactor: number | undefined;

  constructor(
    noted: Noted,
    attempts: Attempts,
    { passphraseWorkFactor }: Pick<Host, 'passphraseWorkFactor'>,
  ) {
    this.noted = noted;
    this.attempts = attempts;
    this.workFactor = passphraseWorkFactor;
  }

  /** Locks the keys of a study with a passphrase, in the place of the one before. */
  async lock(folder: string, keys: StudyKeys, passphrase: string): Promise<void> {
    await lockKeys(folder, keys, passphrase, this.workFactor);
  }

  /**
   * The keys of the study in this folder; null for one in the clear. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG (after
   * a pause that grows), SEAL_DAMAGED, KEYS_MISSING, CONVERSION_PENDING.
   */
  async unlock(folder: string, secret: string | null): Promise<StudyKeys | null> {
    const conversion = await conversionOf(folder);
    const hasKeys = await isSealed(folder);
    if (conversion !== null && hasKeys) throw new Failure('CONVERSION_PENDING', { to: conversion });
    if (hasKeys) return await this.keysOf(folder, secret);
    await refuseWithoutKeys(folder, conversion !== null);
    // A marker without keys was left before the first file was touched, or after the last one.
    if (conversion !== null) await forgetConversion(folder);
    return null;
  }

  /** As `unlock`, of a study that is known to be sealed, under conversion or not. */
  private async keysOf(folder: string, secret: string | null): Promise<StudyKeys> {
    if (secret === null || secret === '') throw new Failure('PASSPHRASE_NEEDED');
    const locked = { ref: refOf(folder), wrong: 'study.unlockFailed' } as const;
    return await this.attempts.attempt(locked, () => this.look(folder, secret));
  }

  private async look(folder: string, secret: string): Promise<StudyKeys> {
    let isMended = false;
    const keys = await unlockKeys(folder, secret, () => {
      isMended = true;
    });
    if (isMended) await this.noted.note(refOf(folder), 'keys.mended');
    return keys;
  }

  /** Files stay as they are: the keys only get another lock. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG. */
  async changePassphrase(folder: string, secret: string, next: string): Promise<void> {
    const keys = await this.keysOf(folder, secret);
    await this.lock(folder, keys, next);
    wipe(keys);
  }

  /** Answers a new recovery key, in the place of the one before. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG. */
  async makeRecoveryKey(folder: string, secret: string): Promise<string> {
    const keys = await this.keysOf(folder, secret);
    const recoveryKey = await makeRecoveryKey(folder, keys);
    wipe(keys);
    return recoveryKey;
  }

  /**
   * Seals a study, unseals it, or goes on with either where it was interrupted. Whatever refuses it at once is thrown
   * here, while the study may still be open: PASSPHRASE_NEEDED, PASSPHRASE_WRONG, KEYS_MISSING, INPUT_INVALID for a
   * passphrase that is too short. What is answered does it, once, to the closed study; throws as `sealStudy` and
   * `unsealStudy`.
   */
  async conversion(folder: string, secret: string, isGoingOn: boolean): Promise<PreparedConversion> {
    const pending = await conversionOf(folder);
    if (!(await isSealed(folder))) {
      await refuseWithoutKeys(folder, pending !== null);
      if (secret.length < shortestPassphrase) throw new Failure('INPUT_INVALID', { field: 'secret' });
      const run = async (options: ConversionOptions): Promise<void> => {
        await forgetConversion(folder);
        const keys = await sealStudy(folder, (made) => this.lock(folder, made, secret), options);
        wipe(keys);
      };
      return { run, isForged: false };
    }
    const keys = await this.keysOf(folder, secret);
    const isForged = pending === 'clear' && !(await mayUnseal(folder, keys));
    const to = pending === 'clear' && !isForged ? 'clear' : 'sealed';
    const run = async (options: ConversionOptions): Promise<void> => {
      try {
        if (pending === null && !isGoingOn) await unsealStudy(folder, keys, options);
        else await continueConversion(folder, keys, to, options);
      } finally {
        wipe(keys);
      }
    };
    return { run, isForged };
  }
}

async function refuseWithoutKeys(folder: string, isConverting: boolean): Promise<void> {
  if (await isSealedWithoutKeys(folder, isConverting))
    throw new Failure('KEYS_MISSING', { file: 'keys/passphrase.age' });
}
