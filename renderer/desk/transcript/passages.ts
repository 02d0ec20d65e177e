import type { CodeId } from '../../../shared/model/ids.ts';
import type { CodingRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { flushDrafts } from '../../state/drafts.ts';
import { orShow } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import { withPerson } from '../session/person.ts';
import { timeWords } from '../session/timeWords.ts';
import { currentTranscript, inTurn, type TranscriptDesk, turnOf } from './transcriptDesk.ts';

/** Applies a code to the selected words in the current person's name, or takes it off. */
export function toggleOnPassage(desk: TranscriptDesk, codeId: CodeId): void {
  const { passage } = desk.store.getState();
  const code = mirror.get('code', codeId);
  if (passage === null || code === undefined) return;
  withPerson((personId) => {
    void inTurn(desk, async () => {
      await flushDrafts();
      const target = { kind: 'passage', ...passage } as const;
      const toggled = await orShow(
        write(client.coding.toggle({ target, codeId, personId, actor: personId })),
      );
      if (toggled !== undefined)
        announce(t(toggled.isApplied ? 'session.said.coded' : 'session.said.uncoded', { code: code.name }));
    });
  });
}

/** A code's key while words are selected means them; answers whether it did. */
export function codeSelectedPassage(codeId: CodeId): boolean {
  const desk = currentTranscript();
  if (desk === null || desk.store.getState().passage === null) return false;
  toggleOnPassage(desk, codeId);
  return true;
}

/** A moment over the turn's time, called after the selected words: when within the turn they were said is not known. */
export function makeMoment(desk: TranscriptDesk): void {
  const { passage } = desk.store.getState();
  const turn = turnOf(desk, passage?.turnId ?? null);
  if (passage === null || turn === undefined) return;
  const { startMs } = turn;
  if (startMs === null) {
    announce(t('transcript.passage.noTime'));
    return;
  }
  const durationMs = mirror.get('recording', desk.recordingId)?.durationMs ?? startMs;
  const label = turn.body.slice(passage.fromOffset, passage.toOffset).trim().slice(0, 200);
  const span = {
    startMs: Math.min(startMs, durationMs),
    endMs: Math.min(Math.max(turn.endMs ?? startMs, startMs), durationMs),
  };
  withPerson(async (personId) => {
    const made = await orShow(
      write(
        client.moment.create({
          recordingId: desk.recordingId,
          personId,
          actor: personId,
          ...span,
          label,
          selection: 'span',
        }),
      ),
    );
    if (made === undefined) return;
    desk.store.setState({ passage: null });
    announce(t('transcript.passage.made', { start: timeWords(span.startMs), end: timeWords(span.endMs) }));
  });
}

export type TextPart = {
  readonly text: string;
  readonly from: number;
  readonly codings: readonly CodingRow[];
};

/** A turn's text cut where codings begin and end, so that what lies under several can be shown as such. */
export function textParts(body: string, codings: readonly CodingRow[]): readonly TextPart[] {
  const edges = new Set([0, body.length]);
  for (const { fromOffset, toOffset } of codings) {
    if (fromOffset !== null && fromOffset < body.length) edges.add(fromOffset);
    if (toOffset !== null && toOffset < body.length) edges.add(toOffset);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? body.length;
    const over = codings.filter((coding) => (coding.fromOffset ?? 0) <= from && to <= (coding.toOffset ?? 0));
    return { text: body.slice(from, to), from, codings: over };
  });
}
