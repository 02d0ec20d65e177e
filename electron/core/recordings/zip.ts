import { crc32 } from 'node:zlib';
import { Failure } from '../../../shared/contract/failure.ts';

/** A file to be put into an archive. It is read twice: its checksum stands before it. */
export type ZipEntry = { name: string; byteCount: number; read(): AsyncIterable<Uint8Array> };

/** Of the plain format, whose numbers are of 32 bits. */
const mostBytes = 0xffff_ffff;
/** Names are UTF-8. */
const flags = 0x0800;

/**
 * The bytes of a ZIP archive (PKWARE APPNOTE 6.3, no compression: sound and picture have none left in them). `at` is
 * the date that all entries carry. Throws INPUT_INVALID above 4 GB, which this form of it cannot hold.
 */
export async function* zipOf(entries: readonly ZipEntry[], at: Date): AsyncGenerator<Uint8Array> {
  const total = entries.reduce((sum, { name, byteCount }) => sum + byteCount + 2 * name.length * 3 + 200, 0);
  if (total > mostBytes || entries.length > 0xffff) throw new Failure('INPUT_INVALID', { field: 'clips' });
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, byteCount, read } of entries) {
    let checksum = 0;
    for await (const chunk of read()) checksum = crc32(chunk, checksum);
    const encoded = Buffer.from(name, 'utf8');
    // What both headers have, from the version that is needed to the length of the name.
    const common = Buffer.alloc(24);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(date, 8);
    common.writeUInt32LE(checksum, 10);
    common.writeUInt32LE(byteCount, 14);
    common.writeUInt32LE(byteCount, 18);
    common.writeUInt16LE(encoded.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.alloc(2), encoded]);
    const place = Buffer.alloc(16);
    place.writeUInt32LE(offset, 12);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, place, encoded]),
    );
    yield local;
    let written = 0;
    for await (const chunk of read()) {
      written += chunk.byteLength;
      yield chunk;
    }
    if (written !== byteCount) throw new Failure('MEDIA_UNREADABLE');
    offset += local.length + byteCount;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  yield central;
  yield end;
}
