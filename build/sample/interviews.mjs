/**
 * The two recall interviews of the sample: what was played, what was said. `play` names the turns from whose beginning
 * to whose end the session was played; `stop` is who stopped it; `say` is said then, by the inquirer (I) or the recaller
 * (R). A recaller's words become a statement; `stance` and `lead` belong to it. `again` goes back before it plays on.
 */
const lead = (category, text) => ({ who: 'I', text, category });
const then = (text) => ({ who: 'R', text, stance: 'then' });
const now = (text) => ({ who: 'R', text, stance: 'now' });

export const interviews = [
  {
    file: 'recall-client.m4a',
    recaller: 'Client 07',
    voice: 'C',
    startedAt: '2026-03-13T10:00:00Z',
    othersPresent: '',
    distressNote: 'Calm at the end. Knows whom to call.',
    closingNote: 'That watching it was stranger than being in it.',
    opening: [
      {
        what: 'When she said the thing about the quiet.',
        turn: 'quiet',
        rememberedMs: 20_000,
        valence: 'helpful',
        rating: 8.5,
        visited: true,
      },
      {
        what: 'The clock.',
        turn: 'clock',
        rememberedMs: 60_000,
        valence: 'hindering',
        rating: 3.5,
        visited: true,
      },
      {
        what: 'Something near the end, with the door.',
        turn: 'door',
        rememberedMs: null,
        valence: 'helpful',
        rating: 9,
        visited: false,
      },
    ],
    parts: [
      {
        play: ['weight', 'exactly'],
        stop: 'recaller',
        moment: 'Somebody says it',
        say: [
          lead('body', 'What did you notice in your body then?'),
          then('The chest was tight, and then it let go a little, all at once.'),
          lead('feelings', 'What were you feeling then?'),
          then('Seen. And a bit caught, as if somebody had looked into my bag.'),
        ],
        rating: 8.5,
      },
      {
        play: ['quiet', 'exactly'],
        again: true,
        stop: 'inquirer',
        say: [now('I still think of that sentence.')],
      },
      {
        play: ['clock', 'repair'],
        stop: 'recaller',
        moment: 'The clock',
        say: [
          lead('expectations', 'What did you expect the other to do then?'),
          then('To be told that I had imagined it. My heart was beating.'),
          lead('wishes', 'Was there anything that you wanted to say then, and did not?'),
          then('That I had been counting the minutes too.'),
        ],
        rating: 4,
      },
    ],
  },
  {
    file: 'recall-therapist.m4a',
    recaller: 'Therapist 02',
    voice: 'T',
    startedAt: '2026-03-14T16:30:00Z',
    othersPresent: '',
    distressNote: '',
    closingNote: 'Would look at the beginning again.',
    opening: [
      {
        what: 'Naming the quiet: was it too much?',
        turn: 'quiet',
        rememberedMs: 15_000,
        valence: 'helpful',
        rating: 7,
        visited: true,
      },
      {
        what: 'Hearing about the clock.',
        turn: 'clock',
        rememberedMs: 40_000,
        valence: 'hindering',
        rating: 5,
        visited: true,
      },
    ],
    parts: [
      {
        play: ['father', 'quiet'],
        stop: 'recaller',
        moment: 'Naming the quiet',
        say: [
          lead('thoughts', 'What were you thinking then?'),
          then('Whether to name it at all. I went by the breath: it had become shallow.'),
        ],
        rating: 7,
      },
      {
        play: ['clock', 'clockAnswer'],
        stop: 'recaller',
        moment: 'Hearing about the clock',
        say: [
          lead('intentions', 'What were you trying to do then?'),
          then('To repeat it and not to explain. I wanted to explain very much.'),
          lead('perception', 'How did the other seem to you then?'),
          then('Braver than I was.'),
        ],
        rating: 6.5,
      },
      {
        play: ['repair', 'repair'],
        stop: 'inquirer',
        moment: 'Hearing about the clock',
        say: [now('Hearing it now, I sound calmer than I felt.')],
      },
    ],
  },
];

/** A dial from 1 to 9, by the client, over the whole session: where it rises and falls, by turns. */
export const dial = {
  by: 'Client 07',
  label: 'How helpful is this?',
  low: 1,
  high: 9,
  at: [
    ['weight', 5],
    ['father', 4.5],
    ['quiet', 7.5],
    ['exactly', 8.5],
    ['clock', 4],
    ['clockAnswer', 3.5],
    ['repair', 6],
    ['doing', 7],
    ['lighter', 7.5],
    ['door', 9],
    ['asking', 8],
    ['nothing', 8.5],
  ],
};
