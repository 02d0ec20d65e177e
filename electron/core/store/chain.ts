import { hash, randomBytes } from 'node:crypto';

/**
 * The journal's chain. Each piece of an entry's contents has a salted digest, and each entry a digest over the one
 * before it, its own facts and its contents' digests, so that whoever changes, removes or slips in an entry must do all
 * later ones again, and differs from every digest that was exported before. The contents are hashed apart, and
 * salted, so that one of them can be erased with its salt: what is left neither breaks the chain nor can be guessed
 * from (there are a few thousand likely sentences, and a computer tries them all in a second).
 *
 * The recipe, for whoever checks it with other tools; SECURITY.md has it in words, and it can never change:
 *   contents: SHA-256(32 bytes of salt, then the contents' text in UTF-8)
 *   entry:    SHA-256(JSON, without spaces, of [digest of the entry before in hex, seq, id, stamp, device, actor, name,
 *             kind, isUndoable as 0 or 1, step, at, [[entity, row, contents' digest in hex], …]])
 *   the first entry follows 64 zeros.
 */
export const beforeFirst = '0'.repeat(64);

export type Facts = {
  seq: number;
  id: string;
  stamp: string;
  deviceId: string;
  actor: string | null;
  name: string;
  kind: string;
  isUndoable: boolean;
  step: string | null;
  at: number;
};

/** A piece of an entry's contents as the chain knows it: which row it is about (of an occurrence: none), digest in hex. */
export type ContentsDigest = { entity: string | null; rowId: string | null; digest: string };

/** SHA-256 in hex. */
export function digestOfEntry(previous: string, facts: Facts, contents: readonly ContentsDigest[]): string {
  return hash(
    'sha256',
    JSON.stringify([
      previous,
      facts.seq,
      facts.id,
      facts.stamp,
      facts.deviceId,
      facts.actor,
      facts.name,
      facts.kind,
      facts.isUndoable ? 1 : 0,
      facts.step,
      facts.at,
      contents.map(({ entity, rowId, digest }) => [entity, rowId, digest]),
    ]),
  );
}

/** SHA-256 in hex. `salt` is 32 bytes. */
export function digestOfContents(salt: Uint8Array, text: string): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(text)]));
}

export function makeSalt(): Buffer {
  return randomBytes(32);
}

/** What an erasure says it erased: SHA-256 in hex over `seq:position` and a line feed for each, in that order. */
export function digestOfErased(places: readonly { seq: number; position: number }[]): string {
  return hash('sha256', places.map(({ seq, position }) => `${seq}:${position}\n`).join(''));
}
