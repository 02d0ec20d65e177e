import { Failure } from '../contract/failure.ts';
import { bytesToText } from './bytes-to-text.ts';
import type { TextEncoding } from './encodings.ts';
import { readDocx } from './transcript/docx.ts';
import { readEaf } from './transcript/eaf-read.ts';
import type { TranscriptFormat } from './transcript/formats.ts';
import { readPlainText } from './transcript/plain-text.ts';
import { readSrt } from './transcript/srt.ts';
import { readTextGrid } from './transcript/textgrid-read.ts';
import type { TranscriptRead } from './transcript/transcript.ts';
import { readVtt } from './transcript/vtt.ts';

/** `encoding` is null for a container that states its own. */
export type TranscriptFile = TranscriptRead & { format: TranscriptFormat; encoding: TextEncoding | null };

/**
 * Reads a transcript of any kind. The content decides; the name only where content cannot, which is between the kinds of
 * plain text. `encoding` overrules what was recognised, for a person who sees the wrong letters. Throws Failure
 * FILE_EMPTY, FILE_NOT_RECOGNISED, and what the formats' readers throw.
 */
export function readTranscript(
  { name, bytes }: { name: string; bytes: Uint8Array },
  { encoding }: { encoding?: TextEncoding | undefined } = {},
): TranscriptFile {
  if (bytes.length === 0) throw new Failure('FILE_EMPTY');
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip || /\.docx$/i.test(name)) return { ...readDocx(bytes), format: 'docx', encoding: null };
  const decoded = bytesToText(bytes, encoding);
  const { text } = decoded;
  if (text.trim() === '') throw new Failure('FILE_EMPTY');
  const format = formatOf(name, text);
  // A recording, a picture or an old .doc (text of any kind has no zeros); or a kind that would come in as its own code.
  if (format === null) throw new Failure('FILE_NOT_RECOGNISED');
  return { ...readers[format](text), format, encoding: decoded.encoding };
}

const readers = {
  srt: readSrt,
  vtt: readVtt,
  text: readPlainText,
  eaf: readEaf,
  textgrid: readTextGrid,
} as const satisfies Record<Exclude<TranscriptFormat, 'docx'>, (text: string) => TranscriptRead>;

/** As Whisper, oTranscribe and others save it for themselves. */
function isJson(text: string): boolean {
  // A stamp in brackets begins so, too, and is none.
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function formatOf(name: string, text: string): keyof typeof readers | null {
  const start = text.slice(0, 4096).trimStart();
  if (/^(?:\{\\rtf|<!doctype html|<html)/i.test(start) || isJson(text)) return null;
  if (/^WEBVTT\b/.test(start)) return 'vtt';
  if (/^(?:<\?xml|<ANNOTATION_DOCUMENT|<!)/.test(start)) return 'eaf';
  if (/^(?:File type = )?"ooTextFile/.test(start)) return 'textgrid';
  if (text.slice(0, 65_536).includes('\0')) return null;
  if (/^[^\S\n]*\d+:\d\d(?::\d\d)?[.,]\d{1,3}[^\S\n]*-->/m.test(text)) return 'srt';
  return /\.srt$/i.test(name) ? 'srt' : 'text';
}
