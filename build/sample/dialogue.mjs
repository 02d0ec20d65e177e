/**
 * The words of the sample session: an invented supervision-style talk between an invented client and therapist.
 * `pause` is the silence after a turn, in seconds. `id` names a turn that a moment refers to.
 */
export const dialogue = [
  {
    who: 'T',
    text: 'Good morning. Take your time to arrive. Where would you like to begin today?',
    pause: 1.2,
  },
  {
    who: 'C',
    text: 'I am not sure. I had a whole list in the car, and now that I sit here it is gone.',
    pause: 0.8,
  },
  { who: 'T', text: 'It is gone. What is there instead, right now?', pause: 2.5 },
  {
    who: 'C',
    text: 'A sort of weight. Here, on the chest. I noticed it when you closed the door.',
    pause: 0.9,
    id: 'weight',
  },
  { who: 'T', text: 'When I closed the door. Can we stay with that for a moment?', pause: 1.8 },
  {
    who: 'C',
    text: 'My father used to close the door like that, before he talked to me about school. Quietly. You never knew what was coming.',
    pause: 1.5,
    id: 'father',
  },
  { who: 'T', text: 'So the quiet was the frightening part.', pause: 2.2, id: 'quiet' },
  {
    who: 'C',
    text: 'Yes. Yes, exactly. Nobody ever put it like that. It was not the shouting. It was the quiet before.',
    pause: 1.6,
    id: 'exactly',
  },
  { who: 'T', text: 'And a minute ago I closed a door quietly, and waited for you to speak.', pause: 1.4 },
  { who: 'C', text: 'I know it is silly. You are not him.', pause: 0.6 },
  {
    who: 'T',
    text: 'It does not sound silly to me. It sounds as if your body remembered before you did.',
    pause: 3.0,
  },
  {
    who: 'C',
    text: 'I never thought of it as remembering. I thought that I was just nervous about coming here.',
    pause: 1.0,
  },
  { who: 'T', text: 'Have you been nervous about coming here?', pause: 1.0 },
  {
    who: 'C',
    text: 'Since last time, a little. When I told you about my sister, you looked at the clock.',
    pause: 1.2,
    id: 'clock',
  },
  { who: 'T', text: 'I looked at the clock.', pause: 1.8, id: 'clockAnswer' },
  {
    who: 'C',
    text: 'It was only a second. But I thought, right, that is enough now, I am taking too long.',
    pause: 1.0,
  },
  {
    who: 'T',
    text: 'I am glad that you tell me. I do remember looking. And I can see how it felt like being told to stop.',
    pause: 2.0,
    id: 'repair',
  },
  { who: 'C', text: 'I went home and was angry, and then I was ashamed of being angry.', pause: 0.9 },
  { who: 'T', text: 'Angry first. Then ashamed. Is there some of the anger here now?', pause: 3.5 },
  { who: 'C', text: 'Maybe. It is strange to say it to your face.', pause: 0.8 },
  { who: 'T', text: 'It is. And you are doing it.', pause: 2.8, id: 'doing' },
  {
    who: 'C',
    text: 'I would never have said that to my father. I would have said that everything was fine.',
    pause: 1.1,
  },
  { who: 'T', text: 'What happens to the weight, as you say this?', pause: 3.8 },
  {
    who: 'C',
    text: 'It is lighter. It has moved a bit. It is more in the arms now, like wanting to push something.',
    pause: 1.2,
    id: 'lighter',
  },
  { who: 'T', text: 'Wanting to push. If the arms could speak, what would they say?', pause: 2.6 },
  {
    who: 'C',
    text: 'They would say, leave the door open. Just leave it open. I want to see who is coming.',
    pause: 2.4,
    id: 'door',
  },
  { who: 'T', text: 'Leave the door open.', pause: 2.0 },
  { who: 'C', text: 'It is so simple. Thirty years, and it is about a door.', pause: 1.5 },
  { who: 'T', text: 'Would you like me to leave it open a little, next time?', pause: 1.6 },
  {
    who: 'C',
    text: 'Could you? I feel a bit foolish asking. But yes. I think I would like that.',
    pause: 1.0,
    id: 'asking',
  },
  { who: 'T', text: 'Then that is what we do. You asked, and nothing bad happened.', pause: 2.2 },
  { who: 'C', text: 'No. Nothing bad happened.', pause: 2.4, id: 'nothing' },
  {
    who: 'T',
    text: 'We have a few minutes left. What would you like to take with you from today?',
    pause: 2.0,
  },
  {
    who: 'C',
    text: 'That it was not only nerves. And that I can say it when something is not right.',
    pause: 1.0,
  },
  { who: 'T', text: 'Thank you. Let us start there next week.', pause: 1.2 },
];

const rule = (name, color, key, definition, parent = null, isCodable = true) => ({
  name,
  color,
  key,
  definition,
  parent,
  isCodable,
});

/** A small codebook: two levels, the colours of Okabe and Ito. */
export const codes = [
  rule('Alliance', '#0072b2', null, 'What happens between the two.', null, false),
  rule(
    'Rupture: withdrawal',
    '#d55e00',
    '1',
    'The client moves away from the therapist or from the work: falls silent, agrees too soon, changes the topic.',
    'Alliance',
  ),
  rule(
    'Rupture: confrontation',
    '#cc79a7',
    '2',
    'The client moves against the therapist: complains, doubts, blames.',
    'Alliance',
  ),
  rule('Resolution', '#009e73', '3', 'The strain is named and worked on by both.', 'Alliance'),
  rule('Inner experience', '#56b4e9', null, 'What the client reports from inside.', null, false),
  rule('Body sensation', '#e69f00', '4', 'Where and how it is felt in the body.', 'Inner experience'),
  rule('Memory', '#7a5fb0', '5', 'A scene from earlier life comes back.', 'Inner experience'),
  rule(
    'Feeling named',
    '#0f7b8a',
    '6',
    'A feeling is put into a word by the person who has it.',
    'Inner experience',
  ),
];

/** Who is in the study. Channels: the client speaks on the left, the therapist on the right. */
export const people = [
  { name: 'Client 07', kind: 'participant', role: 'client', channel: 0 },
  { name: 'Therapist 02', kind: 'participant', role: 'therapist', channel: 1 },
  { name: 'Inquirer A', kind: 'team', role: 'inquirer' },
  { name: 'Coder K', kind: 'team', role: 'coder' },
];

/** `parts` are turns, first and last; a mark made live has `live`, the seconds after the turn began when the key went down. */
export const moments = [
  {
    by: 'Client 07',
    label: 'The weight on the chest',
    parts: [['weight', 'weight']],
    live: 4,
    peak: 'Client 07',
    note: 'Came back at once: the sound of the door. I did not know then that it had to do with my father.',
    codes: ['Body sensation'],
  },
  {
    by: 'Client 07',
    label: 'Somebody says it',
    parts: [['quiet', 'exactly']],
    peak: 'Client 07',
    note: 'Nobody had ever put it like that. I felt seen, and a little caught.',
    codes: ['Memory', 'Feeling named'],
  },
  {
    by: 'Therapist 02',
    label: 'Naming the quiet',
    parts: [['father', 'quiet']],
    live: 6,
    peak: 'Therapist 02',
    note: 'I hesitated then: would it be too much to name it? I went by the breath.',
    codes: ['Memory'],
  },
  {
    by: 'Client 07',
    label: 'The clock',
    parts: [['clock', 'clockAnswer']],
    live: 3,
    note: 'My heart was beating. I expected to be told that I had imagined it.',
    codes: ['Rupture: confrontation'],
  },
  {
    by: 'Therapist 02',
    label: 'Hearing about the clock',
    parts: [
      ['clock', 'clockAnswer'],
      ['repair', 'repair'],
    ],
    peak: 'Therapist 02',
    note: 'A jolt. I wanted to explain, and decided to stay with what was said.',
    codes: ['Rupture: confrontation', 'Resolution'],
  },
  {
    by: 'Client 07',
    label: 'Saying it to the face',
    parts: [['doing', 'doing']],
    live: 2,
    note: '',
    codes: ['Resolution'],
  },
  {
    by: 'Inquirer A',
    label: 'The weight moves',
    parts: [['lighter', 'lighter']],
    note: 'Both mention this one without being asked.',
    codes: ['Body sensation'],
  },
  {
    by: 'Client 07',
    label: 'Leave the door open',
    parts: [['door', 'door']],
    peak: 'Client 07',
    note: 'This is the one that I took home.',
    codes: ['Feeling named', 'Memory'],
  },
  {
    by: 'Therapist 02',
    label: 'Nothing bad happened',
    parts: [['asking', 'nothing']],
    note: 'I said it for both of us.',
    codes: ['Resolution'],
  },
  { by: 'Coder K', label: '', parts: [['nothing', 'nothing']], live: 1, note: '', codes: [] },
];
