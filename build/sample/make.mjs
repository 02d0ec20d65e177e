#!/usr/bin/env node
/**
 * Makes the sample study that ships with the app: `node build/sample/make.mjs`. Needs espeak-ng and ffmpeg on the
 * machine of whoever changes the sample; what it makes is committed, so that nobody else does.
 *
 * session.m4a: two synthetic voices, one a channel. session.mp4: the same sound under a plain picture in which the one
 * who speaks lights up. sample.json: the moments, placed by where the turns came to lie.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codes, dialogue, moments, people } from './dialogue.mjs';
import { dial, interviews } from './interviews.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'stillpoint-sample-'));
const rate = 22_050;
const voices = {
  I: ['-v', 'en-gb+f2', '-s', '140', '-p', '44'],
  C: ['-v', 'en-gb+f4', '-s', '148', '-p', '52'],
  T: ['-v', 'en-gb+m3', '-s', '138', '-p', '38'],
};

/** The samples of a 16-bit mono WAV as espeak-ng writes it: 44 bytes of header, its length field not to be trusted. */
function speak(turn, index) {
  const file = join(work, `${index}.wav`);
  execFileSync('espeak-ng', [...voices[turn.who], '-w', file, turn.text]);
  const bytes = readFileSync(file);
  return new Int16Array(bytes.buffer, bytes.byteOffset + 44, (bytes.length - 44) >> 1);
}

/** One speaker a channel, with a little of the other in it, as microphones in one room have. */
function lay(turns) {
  const total = turns.at(-1).end + rate * 2;
  const sound = new Int16Array(total * 2);
  for (const { who, start, samples } of turns) {
    const own = who === 'C' ? 0 : 1;
    samples.forEach((value, offset) => {
      sound[(start + offset) * 2 + own] = value * 0.8;
      sound[(start + offset) * 2 + 1 - own] = value * 0.04;
    });
  }
  return sound;
}

let at = rate;
const turns = dialogue.map((turn, index) => {
  const samples = speak(turn, index);
  const start = at;
  at += samples.length + Math.round(turn.pause * rate);
  return { ...turn, samples, start, end: start + samples.length };
});
const raw = join(work, 'session.raw');
writeFileSync(raw, lay(turns));

const pcm = ['-f', 's16le', '-ar', String(rate), '-ac', '2', '-i', raw];
const quiet = ['-hide_banner', '-loglevel', 'error', '-y'];
// bitexact: the same words make the same file, so that a change of the sample is a change of its words.
const exact = [
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:a',
  '+bitexact',
  '-movflags',
  '+faststart',
];
const aac = ['-c:a', 'aac', '-b:a', '64k', '-ar', '44100'];
execFileSync('ffmpeg', [...quiet, ...pcm, ...aac, ...exact, join(here, 'session.m4a')]);

const speaking = (who) =>
  turns
    .filter((turn) => turn.who === who)
    .map((turn) => `between(t,${turn.start / rate},${turn.end / rate})`)
    .join('+');
const seat = (x, color) => [
  `drawbox=x=${x}:y=150:w=96:h=150:color=${color}@0.35:t=fill`,
  `drawbox=x=${x + 24}:y=90:w=48:h=52:color=${color}@0.35:t=fill`,
];
const lit = (x, color, who) => [
  `drawbox=x=${x}:y=150:w=96:h=150:color=${color}:t=fill:enable='${speaking(who)}'`,
  `drawbox=x=${x + 24}:y=90:w=48:h=52:color=${color}:t=fill:enable='${speaking(who)}'`,
];
const picture = [
  ...seat(130, '0xE69F00'),
  ...seat(414, '0x56B4E9'),
  ...lit(130, '0xE69F00', 'C'),
  ...lit(414, '0x56B4E9', 'T'),
].join(',');
const seconds = String(at / rate + 2);
execFileSync('ffmpeg', [
  ...quiet,
  '-f',
  'lavfi',
  '-t',
  seconds,
  '-i',
  'color=c=0x23282d:s=640x360:r=15',
  ...pcm,
  '-vf',
  picture,
  '-c:v',
  'libx264',
  '-preset',
  'slow',
  '-crf',
  '30',
  '-g',
  '15',
  '-pix_fmt',
  'yuv420p',
  '-flags:v',
  '+bitexact',
  ...aac,
  '-shortest',
  ...exact,
  join(here, 'session.mp4'),
]);

const ms = (samples) => Math.round((samples / rate) * 1000);
const turnOf = (id) => {
  const found = turns.find((turn) => turn.id === id);
  if (found === undefined) throw new Error(`no turn is called ${id}`);
  return found;
};
const placed = moments.map(({ by, label, parts, live, peak, note, codes: applied }) => {
  const segments = parts.map(([first, last]) => [ms(turnOf(first).start), ms(turnOf(last).end)]);
  const middle = Math.round((segments[0][0] + segments[0][1]) / 2);
  return {
    recording: 'Session, sound',
    by,
    label,
    segments,
    note,
    ...(live === undefined ? {} : { rawMs: segments[0][0] + live * 1000 }),
    ...(peak === undefined ? {} : { peaks: [{ by: peak, atMs: middle }] }),
    codes: applied.map((code) => ({ code, by: 'Coder K' })),
  };
});

/** Mono: the session as the room heard it, quiet, while it played; and what was said. The clocks fall out of laying it. */
function holdInterview({ file, voice, opening, parts, ...facts }, number) {
  const pieces = [];
  let clock = rate * 2;
  const put = (samples, gain) => {
    pieces.push({ start: clock, samples, gain });
    clock += samples.length;
  };
  const rest = (seconds) => {
    clock += Math.round(seconds * rate);
  };
  const log = [];
  const stops = [];
  const startedMs = Date.parse(facts.startedAt);
  const line = (kind, sessionMs, initiator, more = {}) =>
    log.push({
      kind,
      interviewMs: ms(clock),
      sessionMs,
      toMs: null,
      rate: null,
      initiator,
      at: startedMs + ms(clock),
      ...more,
    });
  let stoodMs = 0;
  parts.forEach(({ play, stop, moment, say, rating }, index) => {
    const [first, last] = play.map(turnOf);
    if (ms(first.start) !== stoodMs) line('seek', stoodMs, 'inquirer', { toMs: ms(first.start) });
    line('play', ms(first.start), 'inquirer', { rate: 1 });
    put(sessionMono.subarray(first.start, last.end), 0.25);
    stoodMs = ms(last.end);
    line('stop', stoodMs, stop);
    const statements = [];
    const leads = [];
    const stopped = {
      sessionMs: stoodMs,
      interviewMs: ms(clock),
      initiator: stop,
      at: startedMs + ms(clock),
      moment,
      rating,
      statements,
      leads,
    };
    rest(0.8);
    let asked = null;
    say.forEach(({ who, text, category, stance }, spoken) => {
      const startMs = ms(clock);
      put(speak({ who: who === 'R' ? voice : 'I', text }, `recall-${number}-${index}-${spoken}`), 0.8);
      if (who === 'I') {
        asked = { category, lead: text };
        leads.push({ ...asked, interviewMs: startMs });
      } else
        statements.push({
          body: text,
          stance,
          category: asked?.category ?? null,
          lead: asked?.lead ?? '',
          startMs,
          endMs: ms(clock),
        });
      rest(0.9);
    });
    stops.push(stopped);
  });
  const total = clock + rate * 2;
  const sound = new Int16Array(total);
  for (const { start, samples, gain } of pieces)
    samples.forEach((value, offset) => {
      sound[start + offset] = value * gain;
    });
  const rawPath = join(work, `${file}.raw`);
  writeFileSync(rawPath, sound);
  execFileSync('ffmpeg', [
    ...quiet,
    '-f',
    's16le',
    '-ar',
    String(rate),
    '-ac',
    '1',
    '-i',
    rawPath,
    '-c:a',
    'aac',
    '-b:a',
    '40k',
    '-ar',
    '44100',
    ...exact,
    join(here, file),
  ]);
  const places = opening.map(({ turn, ...place }) => ({
    ...place,
    aroundMs: Math.round(ms(turnOf(turn).start) / 5000) * 5000,
  }));
  return { file, ...facts, inquirer: 'Inquirer A', lengthMs: ms(total), places, log, stops };
}

const sessionMono = (() => {
  const both = lay(turns);
  return Int16Array.from({ length: both.length / 2 }, (_, index) =>
    Math.max(-32_768, Math.min(32_767, both[index * 2] + both[index * 2 + 1])),
  );
})();

/** Ten values a second, moving evenly from one named turn to the next, as a steady hand does. */
function turnDial() {
  const points = [[0, 5], ...dial.at.map(([id, value]) => [ms(turnOf(id).start), value]), [ms(at), 8]];
  const samples = [];
  for (let index = 0; index + 1 < points.length; index += 1) {
    const [[fromMs, from], [toMs, to]] = [points[index], points[index + 1]];
    for (let instant = fromMs; instant < toMs; instant += 500)
      samples.push([
        instant,
        Math.round((from + ((to - from) * (instant - fromMs)) / (toMs - fromMs)) * 10) / 10,
      ]);
  }
  return { by: dial.by, label: dial.label, low: dial.low, high: dial.high, samples };
}

const sample = {
  title: 'Sample study',
  case: 'Dyad 07',
  session: { number: 3, heldOn: '2026-03-12', title: 'The door' },
  people,
  codes,
  recordings: [
    { file: 'session.m4a', label: 'Session, sound' },
    { file: 'session.mp4', label: 'Session, picture' },
  ],
  moments: placed,
  interviews: interviews.map(holdInterview),
  dial: turnDial(),
};
writeFileSync(join(here, 'sample.json'), `${JSON.stringify(sample, null, 2)}\n`);
rmSync(work, { recursive: true });
process.stdout.write(`The sample lasts ${Math.round(at / rate)} s.\n`);
