import type { InterviewId } from '../../../../shared/model/ids.ts';
import type { StatementRow } from '../../../../shared/model/rows.ts';
import { toInterview } from '../../../../shared/time/playback-map.ts';
import type { InterviewFacts } from './facts.ts';

/** A stretch of an interview about one instant of the session: it was heard there (an instant), or spoken about. */
export type Passage = {
  readonly interviewId: InterviewId;
  readonly kind: 'playing' | 'standing';
  readonly startMs: number;
  readonly endMs: number;
  readonly statements: readonly StatementRow[];
};

/**
 * Every passage about an instant of the session, interview by interview in order of interview time. What was said while
 * the recording stood within `nearMs` of the instant is about it; a replay is a passage of its own.
 */
export function passagesAbout(
  interviews: readonly InterviewFacts[],
  sessionMs: number,
  nearMs: number,
): Passage[] {
  return interviews.flatMap(({ interview, map, statements }) =>
    toInterview(map, sessionMs, nearMs).map((encounter) => ({
      interviewId: interview.id,
      ...encounter,
      statements: statements.filter(({ startMs, endMs }) =>
        encounter.kind === 'standing'
          ? startMs < encounter.endMs && (endMs ?? startMs) >= encounter.startMs
          : startMs <= encounter.startMs && (endMs ?? startMs) > encounter.startMs,
      ),
    })),
  );
}

/** What was being said at an instant of the interview; where nobody has begun yet, what was said first at that stop. */
export function statementAt(
  { statements, map }: Pick<InterviewFacts, 'statements' | 'map'>,
  interviewMs: number,
): StatementRow | null {
  const said = statements.findLast(({ startMs }) => startMs <= interviewMs);
  const piece = map.pieces.find(
    ({ interviewStartMs, interviewEndMs }) => interviewMs >= interviewStartMs && interviewMs < interviewEndMs,
  );
  if (said !== undefined && (said.endMs ?? piece?.interviewEndMs ?? said.startMs) >= interviewMs) {
    // One left open is being said until playback goes on.
    if (said.endMs !== null || piece === undefined || said.startMs >= piece.interviewStartMs) return said;
  }
  if (piece?.kind !== 'standing') return null;
  const isAtThisStop = ({ startMs }: StatementRow): boolean =>
    startMs >= piece.interviewStartMs && startMs < piece.interviewEndMs;
  return statements.find((statement) => isAtThisStop(statement) && statement.startMs > interviewMs) ?? null;
}
