import type { JournalLine } from './journal.ts';

/** One press of Undo: the journal entries it takes back, oldest first. */
export type Step = { key: string | null; seqs: number[] };

/**
 * What can be undone and redone, as the journal says: it is replayed when a study is opened, so that undo survives a
 * restart without a table of its own that could disagree with the journal.
 */
export class Steps {
  private readonly undo: Step[] = [];
  private redo: Step[] = [];

  static replay(lines: readonly JournalLine[]): Steps {
    const steps = new Steps();
    for (const line of lines) steps.record(line);
    return steps;
  }

  record(line: Pick<JournalLine, 'seq' | 'kind' | 'isUndoable' | 'step'>): void {
    switch (line.kind) {
      case 'edit': {
        if (!line.isUndoable) return;
        this.redo = [];
        const top = this.undo.at(-1);
        if (top !== undefined && line.step !== null && top.key === line.step) top.seqs.push(line.seq);
        else this.undo.push({ key: line.step, seqs: [line.seq] });
        return;
      }
      // The entry that took a step back is itself what redo swaps, and the other way round. A step that was taken back
      // or done again is closed: later edits with its key start a step of their own.
      case 'undo':
        this.undo.pop();
        this.redo.push({ key: null, seqs: [line.seq] });
        return;
      case 'redo':
        this.redo.pop();
        this.undo.push({ key: null, seqs: [line.seq] });
        return;
    }
  }

  next(kind: 'undo' | 'redo'): Step | null {
    return (kind === 'undo' ? this.undo : this.redo).at(-1) ?? null;
  }
}
