import { create } from 'zustand';
import type { PersonId } from '../../../shared/model/ids.ts';
import { actorNow } from '../../state/interface.ts';
import { mirror } from '../../state/rows.ts';

type Then = (personId: PersonId) => void | Promise<void>;

/** The question who is marking, when it is on screen, and what waits for its answer. */
export const usePersonQuestion = create<{ readonly isAsked: boolean; readonly waiting: Then | null }>(() => ({
  isAsked: false,
  waiting: null,
}));

export function askPerson(waiting: Then | null = null): void {
  usePersonQuestion.setState({ isAsked: true, waiting });
}

/** Answered, or put off (null): then what waited is not done. */
export function answerPerson(personId: PersonId | null): void {
  const { waiting } = usePersonQuestion.getState();
  usePersonQuestion.setState({ isAsked: false, waiting: null });
  if (personId !== null) void waiting?.(personId);
}

/** Does it in the current person's name. With nobody chosen it asks first; the instant of a mark is already kept. */
export function withPerson(waiting: Then): void {
  const person = mirror.get('person', actorNow());
  if (person === undefined || person.isRetired) askPerson(waiting);
  else void waiting(person.id);
}
