import type { PersonRow } from '../../shared/model/rows.ts';
import type { Role } from '../../shared/model/vocabulary.ts';

/**
 * Okabe and Ito's palette, told apart by people with any colour vision; a role keeps its colour on every screen. `ink`
 * is for the letters on it, at least 4.5 : 1.
 */
const looks = {
  client: { color: '#e69f00', ink: '#000000' },
  therapist: { color: '#0072b2', ink: '#ffffff' },
  partner: { color: '#cc79a7', ink: '#000000' },
  interpreter: { color: '#f0e442', ink: '#000000' },
  supervisor: { color: '#56b4e9', ink: '#000000' },
  other: { color: '#999999', ink: '#000000' },
  researcher: { color: '#009e73', ink: '#000000' },
  inquirer: { color: '#d55e00', ink: '#000000' },
  coder: { color: '#8f7ee7', ink: '#000000' },
} as const satisfies Record<Role, { color: string; ink: string }>;

export type PersonLook = {
  readonly color: string;
  readonly ink: string;
  /** One to three: colour never stands alone. */
  readonly letters: string;
  /** Participants are round, the team is square. */
  readonly shape: 'round' | 'square';
};

const firstLetter = (word: string): string => ([...word][0] ?? '').toUpperCase();

export function personLook({ name, role, kind }: Pick<PersonRow, 'name' | 'role' | 'kind'>): PersonLook {
  const words = name
    .trim()
    .split(/[\s\-_.]+/u)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  // "Client 07" and "Client 17" are C7 and C17; "Client Rose" is CR.
  const ending = /^\d+$/u.test(last) ? String(Number(last.slice(-2))) : firstLetter(last);
  const letters = firstLetter(words[0] ?? '?') + (words.length > 1 ? ending : '');
  return { ...looks[role], letters, shape: kind === 'participant' ? 'round' : 'square' };
}
