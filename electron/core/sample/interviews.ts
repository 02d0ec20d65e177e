import * as z from 'zod';
import { recallItemId } from '../../../shared/instrument/recall-rating.ts';
import * as ids from '../../../shared/model/ids.ts';
import { initiator, leadCategory, stance, valence } from '../../../shared/model/vocabulary.ts';
import { appendSamples, beginTrace } from '../store/dial.ts';
import type { Edit } from '../store/edit.ts';
import { newId } from '../store/ids.ts';
import { setRating } from '../store/instrument.ts';
import { createInterview } from '../store/interview.ts';
import { addPlace } from '../store/place.ts';
import { beginStatement, updateStatement } from '../store/statement.ts';
import { appendLines } from '../store/stop.ts';

const name = z.string();
const milliseconds = z.int().nonnegative();
const asked = { category: leadCategory, lead: name };

/** A recall interview of the sample: see build/sample/make.mjs, which lays its clock. */
export const sampleInterview = z.object({
  file: name,
  recaller: name,
  inquirer: name,
  startedAt: z.iso.datetime(),
  lengthMs: milliseconds,
  othersPresent: name,
  distressNote: name,
  closingNote: name,
  places: z.array(
    z.object({
      what: name,
      aroundMs: milliseconds,
      rememberedMs: milliseconds.nullable(),
      valence,
      rating: z.number(),
      visited: z.boolean(),
    }),
  ),
  log: z.array(
    z.object({
      kind: z.enum(['play', 'pause', 'seek', 'rate', 'stop']),
      interviewMs: milliseconds,
      sessionMs: milliseconds,
      toMs: milliseconds.nullable(),
      rate: z.number().nullable(),
      initiator,
      at: z.int(),
    }),
  ),
  stops: z.array(
    z.object({
      sessionMs: milliseconds,
      interviewMs: milliseconds,
      initiator,
      at: z.int(),
      /** Label of the moment it belongs to. */
      moment: name.optional(),
      rating: z.number().optional(),
      leads: z.array(z.object({ ...asked, interviewMs: milliseconds })),
      statements: z.array(
        z.object({
          body: name,
          stance,
          category: leadCategory.nullable(),
          lead: name,
          startMs: milliseconds,
          endMs: milliseconds,
        }),
      ),
    }),
  ),
});
export type SampleInterview = z.infer<typeof sampleInterview>;

export const sampleDial = z.object({
  by: name,
  label: name,
  low: z.number(),
  high: z.number(),
  samples: z.array(z.tuple([z.number(), z.number()])),
});

type Place = { sessionId: ids.SessionId; recordingId: ids.RecordingId };
type Names = { person(name: string): ids.PersonId; moment(label: string): ids.MomentId };

/** One interview with everything said in it; its recording is imported afterwards. */
export function makeInterview(edit: Edit, sample: SampleInterview, of: Place, names: Names): ids.InterviewId {
  const recallerId = names.person(sample.recaller);
  const inquirerId = names.person(sample.inquirer);
  const startedAt = Date.parse(sample.startedAt);
  const interviewId = createInterview(edit, { ...of, recallerId, inquirerId, plannedFor: null, followUp: 0 });
  const { othersPresent, distressNote, closingNote, lengthMs } = sample;
  edit.update('interview', interviewId, { othersPresent, distressNote, closingNote, startedAt });
  edit.update('interview', interviewId, { endedAt: startedAt + lengthMs, status: 'done', step: 'close' });
  for (const { visited, ...place } of sample.places) {
    const id = addPlace(edit, { interviewId, ...place, endMs: null, origin: 'asked' });
    if (visited) edit.update('place', id, { visited: 'played', visitedMs: 0 });
  }
  appendLines(edit, interviewId, sample.log);
  for (const stop of sample.stops) makeSampleStop(edit, stop, { interviewId, recallerId }, names);
  return interviewId;
}

function makeSampleStop(
  edit: Edit,
  stop: SampleInterview['stops'][number],
  of: { interviewId: ids.InterviewId; recallerId: ids.PersonId },
  names: Names,
): void {
  const { interviewId, recallerId } = of;
  const stopId = newId(ids.stopId);
  const momentId = stop.moment === undefined ? null : names.moment(stop.moment);
  const { sessionMs, interviewMs, initiator: who, at } = stop;
  const means = who === 'recaller' ? 'recallerWindow' : 'key';
  edit.insert('stop', {
    id: stopId,
    interviewId,
    sessionMs,
    interviewMs,
    lookBackMs: 2000,
    initiator: who,
    means,
    momentId,
    at,
  });
  for (const use of stop.leads)
    edit.insert('leadUse', { id: newId(ids.leadUseId), interviewId, stopId, ...use });
  for (const { startMs, endMs, ...said } of stop.statements) {
    const id = beginStatement(edit, {
      interviewId,
      stopId,
      momentId,
      speakerId: recallerId,
      interviewMs: startMs,
      ...said,
    });
    updateStatement(edit, id, { endMs });
  }
  if (stop.rating === undefined || momentId === null) return;
  setRating(edit, {
    interviewId,
    target: { kind: 'moment', momentId },
    personId: recallerId,
    itemId: recallItemId,
    value: stop.rating,
    text: '',
  });
}

/** A trace in chunks of a few seconds, as a dial leaves it. */
export function makeDial(edit: Edit, dial: z.infer<typeof sampleDial>, of: Place, names: Names): void {
  const { by, label, low, high, samples } = dial;
  const traceId = beginTrace(edit, {
    ...of,
    interviewId: null,
    personId: names.person(by),
    label,
    low,
    high,
  });
  for (let from = 0; from < samples.length; from += 20)
    appendSamples(edit, traceId, samples.slice(from, from + 20));
}
