import { create } from 'zustand';
import type { FoundName, KeyFileState } from '../../shared/contract/names.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { t } from '../ui/i18n.ts';
import { onMessage } from './connection.ts';
import { actorNow } from './interface.ts';
import { askBack, forgetAsked, orShow, tell } from './notices.ts';
import { namesOf } from './people.ts';
import { write } from './rows.ts';

/** The key file that is open in the core; what is in it is asked for only where it is shown. */
export const useKeyFile = create<{ readonly state: KeyFileState | null }>(() => ({ state: null }));

export function showKeyFile(state: KeyFileState | null): void {
  useKeyFile.setState({ state });
}

/** For a page that was loaded while one is open. */
async function askKeyFile(): Promise<void> {
  const result = await attempt(client.names.state());
  if (result.ok) showKeyFile(result.value);
}

type Place = Pick<FoundName, 'entity' | 'id' | 'field'>;

/** Puts pseudonyms in the place of names; one undo step. */
export async function replaceNames(found: readonly Place[]): Promise<boolean> {
  const places = found.map(({ entity, id, field }) => ({ entity, id, field }));
  const change = await orShow(write(client.names.replace({ places, actor: actorNow() })));
  if (change === undefined) return false;
  // What was warned of has been seen to, wherever that was done.
  forgetAsked(matter);
  tell(t('nameCheck.replaced', { count: change.rows.length }));
  return true;
}

const written = [
  'study',
  'case',
  'person',
  'session',
  'recording',
  'moment',
  'note',
  'code',
  'codeExample',
  'codeSet',
  'codebookVersion',
  'coding',
  'transcript',
  'speaker',
  'turn',
  'interview',
  'place',
  'leadUse',
  'statement',
  'rating',
  'dialTrace',
  'memo',
  'link',
] as const;

/** “a note”: where a name was found. */
export function placeWords({ entity }: Pick<Place, 'entity'>): string {
  const known = written.find((each) => each === entity);
  return t(`nameCheck.what.${known ?? 'other'}`);
}

/** By which warnings of names are known among the notices. */
const matter = 'names ';

/** Pseudonyms, never names: a warning may be read by whoever looks at the screen. */
function peopleOf(found: readonly FoundName[]): string {
  return namesOf(new Set(found.flatMap(({ personIds }) => personIds)));
}

function warn(found: readonly FoundName[]): void {
  const [first] = found;
  if (first === undefined) return;
  const people = peopleOf(found);
  const canReplace = found.some(({ entity }) => entity !== 'person');
  askBack({
    about: matter + found.map(({ id, field }) => `${id} ${field}`).join(),
    text:
      found.length === 1
        ? t('nameCheck.warn', { people, what: placeWords(first) })
        : t('nameCheck.warnMany', { people, count: found.length }),
    ...(canReplace
      ? { action: { label: t('nameCheck.doReplace'), run: () => void replaceNames(found) } }
      : {}),
  });
}

/** Called once, at the start. */
export function followNames(): void {
  onMessage((message) => {
    if (message.type === 'names') showKeyFile(message.state);
    else if (message.type === 'namesFound') warn(message.places);
    // The first message of a page says so, and every opening of a study.
    else if (message.type === 'study' && message.opening !== null) void askKeyFile();
  });
}
