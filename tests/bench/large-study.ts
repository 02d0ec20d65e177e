import { join } from 'node:path';
import { connect } from '../../electron/core/store/connection.ts';
import { newId } from '../../electron/core/store/ids.ts';
import { encode, tableOf } from '../../electron/core/store/tables.ts';
import { createStudyFolder } from '../../electron/core/study/open.ts';
import { blankCode } from '../../shared/model/code-rows.ts';
import { targetFields } from '../../shared/model/coding.ts';
import * as ids from '../../shared/model/ids.ts';
import type { Entity, Row } from '../../shared/model/rows.ts';
import { testDevice } from '../fixtures/device.ts';
import { recordingRow } from '../fixtures/recording-row.ts';

export type Size = { sessions: number; momentsASession: number; codingsAMoment: number; durationMs: number };

/**
 * A study of a given size. Its rows are laid down past edit(), which would journal 250,000 rows one by one for minutes;
 * what is measured afterwards goes through the app's own doors.
 */
export async function makeLargeStudy(folder: string, size: Size): Promise<void> {
  const study = await createStudyFolder(folder, 'Large', testDevice);
  await study.close();
  const database = connect(join(folder, 'study.db'));
  const put = <E extends Entity>(entity: E, row: Row<E>): void =>
    database.run(tableOf(entity).insert, ...encode(entity, row));
  database.transaction(() => {
    const createdAt = 1;
    const caseId = newId(ids.caseId);
    put('case', { id: caseId, label: 'A', note: '', createdAt });
    const people = [0, 1, 2].map((index) => {
      const id = newId(ids.personId);
      put('person', {
        id,
        kind: 'participant',
        name: `P${index}`,
        role: 'client',
        isRetired: false,
        createdAt,
      });
      return id;
    });
    const codes = Array.from({ length: 200 }, (_, index) => {
      const id = newId(ids.codeId);
      const color = '#0072b2';
      put('code', {
        id,
        parentId: null,
        name: `Code ${index}`,
        color,
        ...blankCode,
        position: index,
      });
      return id;
    });
    const of = <T>(list: readonly T[], index: number): T => list[index % list.length] ?? list[0] ?? raise();
    for (let number = 0; number < size.sessions; number += 1) {
      const sessionId = newId(ids.sessionId);
      const recordingId = newId(ids.recordingId);
      put('session', { id: sessionId, caseId, number, heldOn: null, title: '', createdAt });
      put('recording', recordingRow({ id: recordingId, sessionId, durationMs: size.durationMs }));
      for (let index = 0; index < size.momentsASession; index += 1) {
        const momentId = newId(ids.momentId);
        const startMs = Math.round((index / size.momentsASession) * (size.durationMs - 20_000));
        const personId = of(people, index);
        put('moment', {
          id: momentId,
          sessionId,
          recordingId,
          label: `Moment ${index}`,
          selection: 'span',
          personId,
          role: 'client',
          rawMs: null,
          lookBackMs: 0,
          createdAt,
        });
        put('segment', { id: newId(ids.segmentId), momentId, startMs, endMs: startMs + 8000 });
        put('note', {
          id: newId(ids.noteId),
          momentId,
          personId,
          body: `What came back at ${startMs}: a word or two.`,
          changedAt: 1,
        });
        for (let coding = 0; coding < size.codingsAMoment; coding += 1) {
          put('coding', {
            id: newId(ids.codingId),
            sessionId,
            codeId: of(codes, index * 7 + coding * 13),
            ...targetFields({ kind: 'moment', momentId }),
            personId,
            certainty: null,
            comment: '',
            createdAt,
          });
        }
      }
    }
  });
  database.close();
}

function raise(): never {
  throw new Error('an empty list');
}
