import { edits } from '../ui/catalogue/edits.ts';

const names = new Map<string, string>(Object.entries(edits));

/** An edit of the journal in words: `moment.mark` is "moment marked". A newer version's edit is shown by its name. */
export function editName(name: string): string {
  return names.get(name) ?? name;
}
