import { writeDocx } from './transcript/docx.ts';
import { writeEaf } from './transcript/eaf-write.ts';
import type { TranscriptFormat } from './transcript/formats.ts';
import { writePlainText } from './transcript/plain-text.ts';
import { writeSrt } from './transcript/srt.ts';
import { writeTextGrid } from './transcript/textgrid-write.ts';
import type { Transcript, Written } from './transcript/transcript.ts';
import { writeVtt } from './transcript/vtt.ts';

export type TranscriptWriting = {
  /** Whether text and Word documents carry the times; the others cannot do without. */
  hasTimes: boolean;
  /** Of the recording: where a last turn without an end ends. */
  durationMs: number | null;
  /** Wall time, ms since 1970 UTC. */
  writtenAt: number;
};

/** The ending of each format's files, and what they are to a browser. */
export const transcriptFiles = {
  srt: { ending: 'srt', mimeType: 'application/x-subrip;charset=utf-8' },
  vtt: { ending: 'vtt', mimeType: 'text/vtt;charset=utf-8' },
  text: { ending: 'txt', mimeType: 'text/plain;charset=utf-8' },
  docx: {
    ending: 'docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  eaf: { ending: 'eaf', mimeType: 'application/xml;charset=utf-8' },
  textgrid: { ending: 'TextGrid', mimeType: 'text/plain;charset=utf-8' },
} as const satisfies Record<TranscriptFormat, { ending: string; mimeType: string }>;

/** Writes a transcript in any format that can be read; bytes for a Word document, text for the rest. */
export function writeTranscript(
  transcript: Transcript,
  format: TranscriptFormat,
  options: TranscriptWriting,
): Written<string | Uint8Array> {
  switch (format) {
    case 'srt':
      return writeSrt(transcript, options);
    case 'vtt':
      return writeVtt(transcript, options);
    case 'text':
      return writePlainText(transcript, options);
    case 'docx':
      return writeDocx(transcript, options);
    case 'eaf':
      return writeEaf(transcript, options);
    case 'textgrid':
      return writeTextGrid(transcript, options);
  }
}
