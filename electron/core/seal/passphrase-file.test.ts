import { Decrypter, Encrypter } from 'age-encryption';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWithPassphrase, sealWithPassphrase } from './passphrase-file.ts';

const text = new TextEncoder().encode('Client 07 is Ada.');
const passphrase = 'quiet river ünder 9 stones';
/** 2^10: a millisecond. */
const quick = 10;

test('what is sealed opens with its passphrase, here and in another implementation, and the other way round', async () => {
  const sealed = await sealWithPassphrase(text, passphrase, quick);
  expect(await openWithPassphrase(sealed, passphrase)).toEqual(text);
  // Typed on a system that writes accents as signs of their own.
  expect(await openWithPassphrase(sealed, passphrase.normalize('NFD'))).toEqual(text);
  const other = new Decrypter();
  other.addPassphrase(passphrase);
  expect(await other.decrypt(sealed)).toEqual(text);

  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(quick);
  expect(await openWithPassphrase(await encrypter.encrypt(text), passphrase)).toEqual(text);
});

test('with age’s own cost the calling thread goes on meanwhile', async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  const sealed = await sealWithPassphrase(text, passphrase);
  clearInterval(timer);
  // JavaScript's own scrypt would let not one turn pass.
  expect(turns).toBeGreaterThan(3);
  expect(new TextDecoder().decode(sealed.subarray(0, 60))).toMatch(
    /^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/,
  );
});

test('a wrong passphrase and a damaged file are told apart; no flipped bit goes unseen', async () => {
  const sealed = await sealWithPassphrase(text, passphrase, quick);
  await expect(openWithPassphrase(sealed, 'quiet river')).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.byteLength - 1), fc.nat(7), async (at, bit) => {
      const altered = Uint8Array.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ (1 << bit);
      const refused = await openWithPassphrase(altered, passphrase).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      expect(refused).toMatchObject({ code: expect.stringMatching(/^(PASSPHRASE_WRONG|SEAL_DAMAGED)$/) });
    }),
    { numRuns: 60 },
  );
  for (const cut of [0, 1, 30, sealed.byteLength - 1])
    await expect(openWithPassphrase(sealed.subarray(0, cut), passphrase)).rejects.toMatchObject({
      code: 'SEAL_DAMAGED',
    });
});

test('a file that asks for days of work is refused at once', async () => {
  const sealed = new TextDecoder('latin1').decode(await sealWithPassphrase(text, passphrase, quick));
  const greedy = Buffer.from(sealed.replace(/ 10\n/, ' 40\n'), 'latin1');
  await expect(openWithPassphrase(greedy, passphrase)).rejects.toMatchObject({ code: 'SEAL_DAMAGED' });
});
