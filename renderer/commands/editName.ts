import { edits } from '../ui/catalogue/edits.ts';
import { occurrences } from '../ui/catalogue/log.ts';

const names = new Map<string, string>(Object.entries({ ...edits, ...occurrences }));

/** An edit or occurrence of the journal in words: `moment.mark` is "moment marked". A newer version's is shown by its name. */
export function editName(name: string): string {
  return names.get(name) ?? name;
}
