import { expect, test } from 'vitest';
import { guessPerson } from './guess.ts';

const ada = { name: 'Ada', role: 'client', kind: 'participant' } as const;
const bo = { name: 'Therapist 07', role: 'therapist', kind: 'participant' } as const;
const cy = { name: 'Cy', role: 'partner', kind: 'participant' } as const;

test('a voice is whoever has its name, its letters, or alone its role', () => {
  const people = [ada, bo, cy];
  const guessed = ['ADA', 'T', 'therapist 07:', 'T7', 'Client', 'c', 'Speaker 1', ':'].map(
    (label) => guessPerson(label, people)?.name ?? null,
  );
  expect(guessed).toEqual(['Ada', 'Therapist 07', 'Therapist 07', 'Therapist 07', 'Ada', 'Ada', null, null]);
});

test('between two who fit nobody is guessed', () => {
  expect(guessPerson('client', [ada, { ...ada, name: 'Eve' }])).toBeNull();
});
