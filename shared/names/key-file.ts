import * as z from 'zod';
import { personId } from '../model/ids.ts';
import type { Spelling } from './find-names.ts';

/** How one participant is called outside the study: every spelling that may turn up, and how they can be reached. */
export const keyFilePerson = z.object({
  id: personId,
  /** For whoever opens the file without Stillpoint; the study's own word counts. */
  pseudonym: z.string().max(200),
  names: z.array(z.string().trim().min(1).max(200)).max(50),
  contact: z.string().max(2000),
});
export type KeyFilePerson = z.infer<typeof keyFilePerson>;

/** What is inside a key file, as JSON. It may hold people of several studies: ids are unique. */
export const keyFile = z.object({
  format: z.literal('stillpoint-names'),
  version: z.literal(1),
  people: z.array(keyFilePerson).max(10_000),
});
export type KeyFile = z.infer<typeof keyFile>;

export const emptyKeyFile: KeyFile = { format: 'stillpoint-names', version: 1, people: [] };

export function spellingsOf({ people }: KeyFile): Spelling[] {
  return people.flatMap(({ id, names }) => names.map((name) => ({ personId: id, name })));
}
