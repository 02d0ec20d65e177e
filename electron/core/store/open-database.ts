import Database from 'better-sqlite3';

/**
 * Opens a database that may be sealed: SQLCipher's format, version 4, with a raw key, so that no pass of its own over a
 * passphrase is needed and other tools can open it with `PRAGMA key = "x'…'"`. `key` is 32 bytes; null for one in the
 * clear. A wrong key shows at the first query, as SQLITE_NOTADB. Throws SQLite's errors.
 */
export function openDatabase(
  path: string,
  key: Uint8Array | null,
  options: Database.Options = {},
): Database.Database {
  const database = new Database(path, options);
  try {
    if (key !== null) applyKey(database, key, 'key');
    // Temporary tables and sorts would otherwise spill, in the clear, into the system's temporary folder.
    database.pragma('temp_store = MEMORY');
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/** `rekey` seals the pages anew; with null they are in the clear from then on. */
export function rekeyDatabase(database: Database.Database, key: Uint8Array | null): void {
  if (key === null) database.pragma("rekey = ''");
  else applyKey(database, key, 'rekey');
}

function applyKey(database: Database.Database, key: Uint8Array, what: 'key' | 'rekey'): void {
  database.pragma("cipher = 'sqlcipher'");
  database.pragma('legacy = 4');
  database.pragma(`${what} = "x'${Buffer.from(key).toString('hex')}'"`);
}
