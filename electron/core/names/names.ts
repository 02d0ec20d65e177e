import { basename } from 'node:path';
import type { AppMessage, Change } from '../../../shared/contract/changes.ts';
import { Failure } from '../../../shared/contract/failure.ts';
import type { KeyFileState, NamePlace } from '../../../shared/contract/names.ts';
import { type PersonId, turnId } from '../../../shared/model/ids.ts';
import type { Entity, RowChange } from '../../../shared/model/rows.ts';
import { type NameFinder, nameFinder, replaceNames } from '../../../shared/names/find-names.ts';
import { type KeyFilePerson, spellingsOf } from '../../../shared/names/key-file.ts';
import { textFields } from '../../../shared/names/texts.ts';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import type { Host } from '../host.ts';
import type { Watching } from '../store/blindness.ts';
import type { Reader } from '../store/connection.ts';
import type { EditOptions } from '../store/edit.ts';
import type { Store } from '../store/store.ts';
import { findRow, getRow } from '../store/tables.ts';
import { writeTurn } from '../store/transcript-turn.ts';
import type { Attempts } from '../study/attempts.ts';
import type { Noted } from '../study/noted.ts';
import { namesInRow, namesInStudy } from './check.ts';
import { holdsCopy, isInsideStudy } from './inside-study.ts';
import { type KeyFilePlace, lockRefOf, OpenKeyFile } from './key-file.ts';
import { readKeyFile } from './key-file-door.ts';

/** What of the open study the names are about. */
export type NamedStudy = { folder: string; store: Store; watching: Watching | null };

const newFileName = 'names of participants.age';

/** The key file while it is open: outside the study, in memory only, and forgotten with the study. */
export class Names {
  private readonly host: Pick<Host, 'dialogs' | 'passphraseWorkFactor'>;
  private readonly attempts: Attempts;
  private readonly noted: Noted;
  private readonly study: () => NamedStudy;
  private readonly send: (message: AppMessage) => void;
  private file: OpenKeyFile | null = null;
  private finder: NameFinder | null = null;
  private isMisplaced = false;
  /** Chosen in the desktop's dialog and not opened yet. */
  private chosen: KeyFilePlace | null = null;
  /**
   * One change of the file after another: each is sealed anew, which takes a second. Dialogs are not waited for in it:
   * closing takes its turn too, and a dialog that nobody answers must not keep a study from locking itself.
   */
  private readonly inTurn = oneAfterAnother();

  constructor(
    host: Pick<Host, 'dialogs' | 'passphraseWorkFactor'>,
    { attempts, noted }: { attempts: Attempts; noted: Noted },
    study: () => NamedStudy,
    send: (message: AppMessage) => void,
  ) {
    this.host = host;
    this.attempts = attempts;
    this.noted = noted;
    this.study = study;
    this.send = send;
  }

  get state(): KeyFileState | null {
    if (this.file === null) return null;
    const { read } = this.study().store;
    const people = this.file.contents.people.filter(({ names }) => names.length > 0);
    const known = people.filter(({ id }) => isInStudy(read, id)).length;
    return {
      fileName: this.file.place.fileName,
      knownCount: known,
      otherCount: people.length - known,
      isSaved: this.file.isSaved,
      isInsideStudy: this.isMisplaced,
    };
  }

  /** Null when no place was chosen. */
  async create(passphrase: string): Promise<KeyFileState | null> {
    const { store } = this.study();
    const place = await this.newPlace(newFileName);
    if (place === null) return null;
    return await this.inTurn(async () => {
      this.refuseOther(store);
      return await this.take(await OpenKeyFile.create(place, passphrase, this.host.passphraseWorkFactor));
    });
  }

  /** Throws NOT_ALLOWED where there are no dialogs. */
  async choose(): Promise<{ fileName: string } | null> {
    if (this.host.dialogs === null) throw new Failure('NOT_ALLOWED');
    const path = await this.host.dialogs.chooseKeyFile();
    this.chosen = path === null ? null : { path, fileName: basename(path) };
    return this.chosen === null ? null : { fileName: this.chosen.fileName };
  }

  /**
   * What was chosen, or what the page has sent. One that lies inside the study is opened all the same, and said to. Throws
   * KEY_FILE_MISSING, KEY_FILE_DAMAGED, PASSPHRASE_WRONG (after a pause that grows), STUDY_NOT_OPEN.
   */
  async open(
    sent: { fileName: string; bytes: Uint8Array } | null,
    passphrase: string,
  ): Promise<KeyFileState> {
    const { store } = this.study();
    const place = sent === null ? this.chosen : { path: null, fileName: sent.fileName };
    if (place === null) throw new Failure('KEY_FILE_MISSING');
    const bytes = sent !== null ? sent.bytes : await readKeyFile(place.path ?? '');
    const ref = lockRefOf(bytes);
    // Before its turn, for which closing would have to wait.
    const opened = await this.attempts.attempt({ ref, wrong: 'keyFile.unlockFailed' }, () =>
      OpenKeyFile.open(place, bytes, passphrase, this.host.passphraseWorkFactor),
    );
    return await this.inTurn(async () => {
      try {
        this.refuseOther(store);
      } catch (thrown) {
        opened.forget();
        throw thrown;
      }
      this.chosen = null;
      await this.noted.moveInto(ref, store).catch(() => null);
      return await this.take(opened);
    });
  }

  /** Those of the open study. */
  list(): KeyFilePerson[] {
    const { read } = this.study().store;
    return this.opened().contents.people.filter(({ id }) => isInStudy(read, id));
  }

  set(personId: PersonId, names: readonly string[], contact: string): Promise<KeyFileState> {
    return this.inTurn(async () => {
      const { read } = this.study().store;
      const person = getRow(read, 'person', personId);
      if (person.kind !== 'participant') throw new Failure('NOT_FOUND', { entity: 'person' });
      const isEmpty = names.length === 0 && contact === '';
      const entry = { id: personId, pseudonym: person.name, names: [...new Set(names)], contact };
      await this.opened().setPerson(personId, isEmpty ? null : entry);
      return await this.renew();
    });
  }

  changePassphrase(passphrase: string): Promise<KeyFileState> {
    return this.inTurn(async () => {
      await this.opened().changePassphrase(passphrase);
      return await this.renew();
    });
  }

  async move(): Promise<KeyFileState | null> {
    const file = this.opened();
    if (this.host.dialogs === null) throw new Failure('NOT_ALLOWED');
    const place = await this.newPlace(file.place.fileName);
    if (place === null || place.path === null) return null;
    const { path, fileName } = place;
    return await this.inTurn(async () => {
      // One that was closed meanwhile has forgotten who is who.
      if (this.opened() !== file) throw new Failure('KEY_FILE_NOT_OPEN');
      await file.move({ path, fileName });
      return await this.renew();
    });
  }

  download(): Promise<{ fileName: string; bytes: Uint8Array }> {
    return this.inTurn(async () => {
      const file = this.opened();
      const bytes = await file.download();
      await this.renew();
      return { fileName: file.place.fileName, bytes };
    });
  }

  /** Whatever is under way ends first, so that nothing is half written; then nothing is left of it. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      this.file?.forget();
      this.file = null;
      this.finder = null;
      this.chosen = null;
      this.send({ type: 'names', state: null });
    });
  }

  check(): Promise<{ places: NamePlace[]; isCut: boolean }> {
    const { store, watching } = this.study();
    return namesInStudy(store.read, this.find(), watching);
  }

  /** One edit. Texts that have gone, or have no name in them any more, are left alone. */
  replace(places: readonly { entity: Entity; id: string; field: string }[], options: EditOptions): Change {
    const { store } = this.study();
    const find = this.find();
    return store.edit('names.replace', options, (edit) => {
      const pseudonyms = new Map(
        edit.read.all('SELECT id, name FROM people').map((row) => [row['id'], String(row['name'])]),
      );
      for (const { entity, id, field } of places) {
        const row = edit.find(entity, id);
        // A pseudonym that is the name: only a person can think of another.
        if (row === null || entity === 'person' || !textFields[entity].some((known) => known === field))
          continue;
        const text = String(new Map<string, unknown>(Object.entries(row)).get(field) ?? '');
        const hits = find(text);
        if (hits.length === 0) continue;
        const replaced = replaceNames(text, hits, (personId) => pseudonyms.get(personId) ?? '…');
        // Passages of a turn are counted in its characters, and move with them.
        if (entity === 'turn') writeTurn(edit, turnId.parse(id), replaced);
        else edit.update(entity, id, { [field]: replaced });
      }
    }).change;
  }

  /**
   * A text as it may leave the study: with pseudonyms in the place of all known names, and how many there were. Which
   * those are is known only while a key file is open.
   */
  cover(text: string): { text: string; count: number } {
    const hits = this.finder?.(text) ?? [];
    if (hits.length === 0) return { text, count: 0 };
    const { read } = this.study().store;
    const pseudonym = (id: PersonId): string => findRow(read, 'person', id)?.name ?? '…';
    return { text: replaceNames(text, hits, pseudonym), count: hits.length };
  }

  /** Looks at what was just written, and warns. `rows` are those that the page may see. */
  notice(rows: readonly RowChange[]): void {
    const { finder } = this;
    if (finder === null) return;
    const places = rows.flatMap(({ entity, after }) =>
      after === null ? [] : namesInRow(finder, entity, after),
    );
    if (places.length > 0) this.send({ type: 'namesFound', places });
  }

  /** Another study may be open when a dialog is answered, or a passphrase was looked at. Throws STUDY_NOT_OPEN. */
  private refuseOther(store: Store): void {
    if (this.study().store !== store) throw new Failure('STUDY_NOT_OPEN');
  }

  private opened(): OpenKeyFile {
    if (this.file === null) throw new Failure('KEY_FILE_NOT_OPEN');
    return this.file;
  }

  private find(): NameFinder {
    if (this.finder === null) throw new Failure('KEY_FILE_NOT_OPEN');
    return this.finder;
  }

  /** Where a file goes: asked for on the desktop; with the person, on the browser host. Throws KEY_FILE_INSIDE_STUDY. */
  private async newPlace(fileName: string): Promise<KeyFilePlace | null> {
    if (this.host.dialogs === null) return { path: null, fileName };
    const path = await this.host.dialogs.placeKeyFile(fileName);
    if (path === null) return null;
    if (await isInsideStudy(this.study().folder, path)) throw new Failure('KEY_FILE_INSIDE_STUDY');
    return { path, fileName: basename(path) };
  }

  private async take(file: OpenKeyFile): Promise<KeyFileState> {
    this.file?.forget();
    this.file = file;
    return await this.renew();
  }

  private async renew(): Promise<KeyFileState> {
    const { place, bytes, contents } = this.opened();
    const { folder, store } = this.study();
    this.finder = nameFinder(spellingsOf(contents).filter(({ personId }) => isInStudy(store.read, personId)));
    this.isMisplaced =
      (place.path !== null && (await isInsideStudy(folder, place.path))) || (await holdsCopy(folder, bytes));
    const { state } = this;
    if (state === null) throw new Failure('KEY_FILE_NOT_OPEN');
    this.send({ type: 'names', state });
    return state;
  }
}

function isInStudy(read: Reader, id: PersonId): boolean {
  return findRow(read, 'person', id) !== null;
}
