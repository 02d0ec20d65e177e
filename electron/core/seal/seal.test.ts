import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chunkBytes, type SealKey, sealedChunkBytes } from './age-file.ts';
import { openReader } from './byte-reader.ts';
import { createWriter } from './byte-writer.ts';

let folder = '';
let key: SealKey;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stillpoint-seal-'));
  const identity = await generateX25519Identity();
  key = { identity, recipient: await identityToRecipient(identity) };
});
afterAll(() => rm(folder, { recursive: true }));

/** Bytes that differ everywhere, so that a wrong place shows. */
function sound(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1) bytes[index] = (index * 131 + (index >> 8) * 7) & 0xff;
  return bytes;
}

async function seal(name: string, plain: Uint8Array, step = 100_000): Promise<string> {
  const path = join(folder, name);
  const writer = await createWriter({ path, key }, 'w');
  for (let from = 0; from < plain.byteLength; from += step)
    await writer.write(plain.subarray(from, from + step));
  await writer.finish();
  return path;
}

const sizes = [
  0,
  1,
  chunkBytes - 1,
  chunkBytes,
  chunkBytes + 1,
  2 * chunkBytes,
  3 * chunkBytes + 17,
  700_001,
];

test.each(sizes)(
  'a file of %i bytes is what age’s own library opens, and any part of it can be read',
  async (size) => {
    const plain = sound(size);
    const path = await seal(`size-${size}`, plain);
    const decrypter = new Decrypter();
    decrypter.addIdentity(key.identity);
    expect(Buffer.from(await decrypter.decrypt(await readFile(path))).equals(plain)).toBe(true);

    const reader = await openReader({ path, key });
    expect(reader.byteCount).toBe(size);
    const places = fc.tuple(fc.nat(size + 5), fc.nat(200_000));
    await fc.assert(
      fc.asyncProperty(places, async ([position, length]) => {
        const expected = plain.subarray(position, position + length);
        expect((await reader.read(position, length)).equals(expected)).toBe(true);
        expect(reader.readNow(position, length).equals(expected)).toBe(true);
      }),
      { numRuns: 60 },
    );
    await reader.close();
  },
);

test('a muxer may go back to the beginning as long as it writes, and nowhere else', async () => {
  const path = join(folder, 'muxed');
  const plain = sound(3 * chunkBytes + 100);
  const writer = await createWriter({ path, key }, 'w');
  writer.writeNow(plain.subarray(0, 2 * chunkBytes + 50), 0);
  writer.writeNow(Buffer.from('later'), 36);
  writer.writeNow(plain.subarray(2 * chunkBytes + 50), 2 * chunkBytes + 50);
  expect(() => writer.writeNow(Buffer.from('x'), chunkBytes + 1)).toThrow(RangeError);
  expect(() => writer.writeNow(Buffer.from('x'), 10 * chunkBytes)).toThrow(RangeError);
  writer.writeNow(Buffer.from('mdat'), 4);
  await writer.finish();
  plain.write('later', 36);
  plain.write('mdat', 4);
  const reader = await openReader({ path, key });
  expect((await reader.read(0, reader.byteCount)).equals(plain)).toBe(true);
  await reader.close();
});

test('what comes after hold can be gone back to, however long it is', async () => {
  const path = join(folder, 'held');
  const plain = sound(9 * chunkBytes + 5);
  const writer = await createWriter({ path, key }, 'w');
  const heldFrom = 2 * chunkBytes + 100;
  writer.writeNow(plain.subarray(0, heldFrom), 0);
  writer.hold();
  writer.writeNow(plain.subarray(heldFrom), heldFrom);
  writer.writeNow(Buffer.from('moov'), heldFrom + 8);
  writer.writeNow(Buffer.from('stbl'), 7 * chunkBytes - 2);
  expect(() => writer.writeNow(Buffer.from('x'), chunkBytes + 1)).toThrow(RangeError);
  await writer.finish();
  plain.write('moov', heldFrom + 8);
  plain.write('stbl', 7 * chunkBytes - 2);
  expect((await readAll(path)).equals(plain)).toBe(true);
});

async function readAll(path: string): Promise<Buffer> {
  const reader = await openReader({ path, key });
  try {
    return await reader.read(0, reader.byteCount);
  } finally {
    await reader.close();
  }
}

const altered = { code: 'FILE_ALTERED', data: { file: expect.stringContaining('/altered') } };

test('any flipped bit, any cut, chunks swapped, doubled or left out: detected, and reported by name', async () => {
  const sealed = await readFile(await seal('whole', sound(4 * chunkBytes + 999)));
  const path = join(folder, 'altered');
  const refuse = async (bytes: Uint8Array) => {
    await writeFile(path, bytes);
    await expect(readAll(path)).rejects.toMatchObject(altered);
  };
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.byteLength - 1), fc.nat(7), async (at, bit) => {
      const bytes = Buffer.from(sealed);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      await refuse(bytes);
    }),
    { numRuns: 80 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(sealed.byteLength - 1), async (length) => refuse(sealed.subarray(0, length))),
    { numRuns: 40 },
  );
  const head = sealed.byteLength - (4 * sealedChunkBytes + 999 + 16);
  const chunk = (index: number) =>
    sealed.subarray(
      head + index * sealedChunkBytes,
      Math.min(sealed.byteLength, head + (index + 1) * sealedChunkBytes),
    );
  const arrange = (...order: number[]) => Buffer.concat([sealed.subarray(0, head), ...order.map(chunk)]);
  await refuse(arrange(1, 0, 2, 3, 4));
  await refuse(arrange(0, 1, 1, 3, 4));
  await refuse(arrange(0, 1, 2, 4));
  await refuse(arrange(0, 1, 2, 3));
  await refuse(Buffer.concat([sealed, Buffer.from([0])]));
  // The same place of another file of the same study.
  const other = await readFile(await seal('other', sound(4 * chunkBytes + 999)));
  const swapped = Buffer.from(sealed);
  other.copy(swapped, head + sealedChunkBytes, head + sealedChunkBytes, head + 2 * sealedChunkBytes);
  await refuse(swapped);
});

test('another study’s key opens nothing', async () => {
  const path = await seal('altered', sound(10));
  const identity = await generateX25519Identity();
  const other = { identity, recipient: await identityToRecipient(identity) };
  await expect(openReader({ path, key: other })).rejects.toMatchObject(altered);
});

test('the age command opens what is written here', async (context) => {
  const run = promisify(execFile);
  const isThere = await run('age', ['--version']).then(
    () => true,
    () => false,
  );
  if (!isThere) return context.skip('the age command is not installed');
  const plain = sound(200_000);
  const path = await seal('for-age', plain);
  const identityFile = join(folder, 'identity.txt');
  await writeFile(identityFile, `${key.identity}\n`);
  await run('age', ['-d', '-i', identityFile, '-o', `${path}.plain`, path]);
  expect((await readFile(`${path}.plain`)).equals(plain)).toBe(true);
});
