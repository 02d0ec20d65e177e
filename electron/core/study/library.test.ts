import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../../shared/contract/failure.ts';
import { StudyFiles } from './files.ts';
import { folderNameFor, studySuffix } from './library.ts';

test.each([
  ['Dyads 2026', 'Dyads 2026.stillpoint'],
  ['  a/b\\c: “d”?  ', 'a b c “d”.stillpoint'],
  ['../../etc', 'etc.stillpoint'],
  ['دراسة 🎧', 'دراسة 🎧.stillpoint'],
])('%s is kept in the folder %s', (title, folder) => {
  expect(folderNameFor(title)).toBe(folder);
});

test.each(['', '...', '/', 'CON', 'nul'])('“%s” is no name for a folder', (title) => {
  expect(() => folderNameFor(title)).toThrow(new Failure('NAME_INVALID', { title }));
});

test('no title makes a path of several parts', () => {
  fc.assert(
    fc.property(fc.string(), (title) => {
      try {
        const name = folderNameFor(title);
        return !/[/\\]/.test(name) && !name.startsWith('.') && name.endsWith(studySuffix);
      } catch (thrown) {
        return thrown instanceof Failure;
      }
    }),
  );
});

test('no path leads out of the study, whatever its parts', () => {
  const files = new StudyFiles('/studies/one.stillpoint', null);
  const parts = fc.array(fc.oneof(fc.constantFrom('..', '.', '', 'x', '%2e%2e', '...'), fc.string()), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(parts, (names) => {
      try {
        return files.place(`media/${names.join('/')}`).path.startsWith('/studies/one.stillpoint/');
      } catch (thrown) {
        return thrown instanceof Failure && thrown.code === 'NOT_ALLOWED';
      }
    }),
  );
});
