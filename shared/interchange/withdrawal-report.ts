import type { UnreachedPlace } from '../model/consent.ts';
import type { WithdrawalRow } from '../model/rows.ts';

const unreached: Record<UnreachedPlace, string> = {
  copies:
    'Copies of the study folder or of its backups elsewhere: USB sticks, other computers, servers, the backups of this computer.',
  exports:
    'Files that were exported, clips that were given away, and the recordings that were imported, where they lie outside the study.',
  diskTraces:
    'Parts of the disk that the removed files lay on, until the system writes over them. On an encrypted disk, or in an encrypted study, they cannot be read without its key.',
  keyFile: 'The key file with the names, which is kept outside the study: take the person out of it by hand.',
  othersWords: 'What others wrote or said about the person, in notes, statements and memos that are theirs.',
  silencedRoom:
    'What the other microphones picked up of the voice, in recordings that were kept with one channel silenced.',
};

const kinds: Record<string, string> = {
  case: 'cases',
  person: 'people',
  session: 'sessions',
  sessionParticipant: 'places in sessions',
  recording: 'recordings',
  moment: 'moments',
  segment: 'parts of moments',
  peak: 'peaks',
  note: 'notes',
  coding: 'codings',
  interview: 'recall interviews',
  place: 'places to visit',
  logLine: 'lines of playback logs',
  stop: 'stops',
  leadUse: 'leads',
  statement: 'statements',
  rating: 'ratings',
  syncPoint: 'points of alignment',
  dialTrace: 'dial traces',
  dialChunk: 'pieces of dial traces',
  codeExample: 'examples of codes',
  transcript: 'transcripts',
  speaker: 'speakers of transcripts',
  turn: 'turns of transcripts',
  memo: 'memos',
  link: 'links',
  consent: 'decisions on consent',
  retention: 'retention dates',
};

const what = {
  recording: 'one recording',
  person: 'what a participant said and marked',
  everything: 'everything of a participant',
} as const;

const time = (wallMs: number): string =>
  `${new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/**
 * A withdrawal as a page of plain text, for an ethics board and for the person who asked. It names nobody: who it was
 * is known by the id, to whoever keeps the names.
 */
export function withdrawalReport({ id, scope, startedAt, finishedAt, report }: WithdrawalRow): string {
  if (report === null) return '';
  const of = scope.kind === 'recording' ? scope.recordingId : scope.personId;
  const lines = [
    'Withdrawal from the study',
    '',
    `Withdrawal ${id}`,
    `Of: ${what[scope.kind]}, ${of}`,
    `Begun ${time(startedAt)}, finished ${finishedAt === null ? '' : time(finishedAt)}`,
    '',
    'Erased from the database, from its journal and from its search index:',
    ...Object.entries(report.counts).map(([kind, count]) => `  ${kinds[kind] ?? kind}: ${count}`),
    `  ${report.journalContents} entries of the journal were emptied; that there was an entry, and when, stays`,
    `  ${report.backups} older backups were removed, and a new one made`,
    '',
  ];
  if (report.recordings.length > 0)
    lines.push(
      'Recordings erased, with playback copies and waveforms (SHA-256 of the original):',
      ...report.recordings.map(
        ({ checksum, byteCount, kind }) => `  ${checksum}  ${kind}, ${byteCount} bytes`,
      ),
      '',
    );
  if (report.silenced.length > 0)
    lines.push(
      'Recordings kept as sound alone, with one channel silent:',
      ...report.silenced.map(
        ({ recordingId, channel, oldChecksum, newChecksum }) =>
          `  ${recordingId}, channel ${channel + 1}: ${oldChecksum} erased, ${newChecksum} in its place`,
      ),
      '',
    );
  if (report.leftForLater.length > 0)
    lines.push(
      'Sessions with others that are still to be decided about, and in which the person is still heard:',
      ...report.leftForLater.map((sessionId) => `  ${sessionId}`),
      '',
    );
  lines.push(
    'What no program could reach:',
    ...report.notReached.map((place) => `  ${unreached[place]}`),
    '',
  );
  return lines.join('\n');
}
