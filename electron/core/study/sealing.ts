import { Failure } from '../../../shared/contract/failure.ts';
import { isSealed, lockKeys, makeRecoveryKey, type StudyKeys, unlockKeys, wipe } from '../seal/keys.ts';
import { Attempts } from './attempts.ts';
import { conversionOf, convert, forgetConversion, sealStudy, unsealStudy } from './convert.ts';
import type { Noted } from './noted.ts';

export type ConversionOptions = {
  onProgress?: (doneBytes: number, totalBytes: number) => void;
  signal?: AbortSignal;
};

/** Who may open which study with what. One for the whole app, since it counts wrong passphrases. */
export class Sealing {
  private readonly attempts = new Attempts();
  private readonly noted: Noted;

  constructor(noted: Noted) {
    this.noted = noted;
  }

  /**
   * The keys of the study in this folder; null for one in the clear. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG (after
   * a pause that grows), SEAL_DAMAGED, CONVERSION_PENDING.
   */
  async unlock(folder: string, secret: string | null): Promise<StudyKeys | null> {
    const conversion = await conversionOf(folder);
    const hasKeys = await isSealed(folder);
    if (conversion !== null) {
      if (hasKeys) throw new Failure('CONVERSION_PENDING', { to: conversion });
      await forgetConversion(folder);
    }
    return hasKeys ? await this.keysOf(folder, secret) : null;
  }

  /** As `unlock`, of a study that is known to be sealed, under conversion or not. */
  private async keysOf(folder: string, secret: string | null): Promise<StudyKeys> {
    if (secret === null || secret === '') throw new Failure('PASSPHRASE_NEEDED');
    await this.attempts.wait(folder);
    try {
      const keys = await unlockKeys(folder, secret);
      this.attempts.succeeded(folder);
      return keys;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.code === 'PASSPHRASE_WRONG') {
        this.attempts.failed(folder);
        await this.noted.note(folder, 'study.unlockFailed');
      }
      throw thrown;
    }
  }

  /** Files stay as they are: the keys only get another lock. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG. */
  async changePassphrase(folder: string, secret: string, next: string): Promise<void> {
    const keys = await this.keysOf(folder, secret);
    await lockKeys(folder, keys, next);
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
   * Seals a closed study, unseals it, or goes on with either where it was interrupted. Throws PASSPHRASE_NEEDED,
   * PASSPHRASE_WRONG, DISK_FULL, NO_PERMISSION, CANCELLED.
   */
  async convert(folder: string, secret: string, options: ConversionOptions): Promise<void> {
    const pending = await conversionOf(folder);
    if (!(await isSealed(folder))) {
      wipe(await sealStudy(folder, secret, options));
      return;
    }
    const keys = await this.keysOf(folder, secret);
    if (pending === null) await unsealStudy(folder, keys, options);
    else await convert(folder, keys, pending, options);
    wipe(keys);
  }
}
