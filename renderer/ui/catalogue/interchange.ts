import type { CodebookFindingCode } from '../../../shared/interchange/codebook/codebook.ts';
import type { TextEncoding } from '../../../shared/interchange/encodings.ts';
import type { TranscriptFormat } from '../../../shared/interchange/transcript/formats.ts';
import type { UnreadCode } from '../../../shared/interchange/transcript/transcript.ts';

/** What is said of single lines of a file, before and after it is imported. Each tells what becomes of the line. */
export const interchange = {
  line: 'Line {{line}}',
  format: {
    srt: 'SubRip subtitles',
    vtt: 'WebVTT subtitles',
    text: 'plain text',
    docx: 'Word document',
    eaf: 'ELAN annotations',
    textgrid: 'Praat TextGrid',
  } satisfies Record<TranscriptFormat, string>,
  encoding: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16, little endian',
    'utf-16be': 'UTF-16, big endian',
    'windows-1252': 'Windows-1252 (Western European)',
  } satisfies Record<TextEncoding, string>,
  unread: {
    timeMissing: 'There is no time here. The text is imported without one and can be aligned by key.',
    timeUnreadable:
      'This is not a time. The text is imported with the time that could be read, or without one.',
    timeBackward: 'It ends before it begins. It is imported with its beginning only.',
    timeOutOfRange:
      'This time is before the beginning or after 100 hours. The text is imported without that time.',
    timeOverlap: 'It begins before the same speaker’s last turn ends. It is imported as it stands.',
    timeOutOfOrder: 'It is earlier than the same speaker’s turn before it. It is imported as it stands.',
    textEmpty: 'There is no text here. An empty turn is imported.',
    referenceMissing:
      'It refers to a time or an annotation that is not in the file. The text is imported without a time.',
    textOutsideCue: 'This text belongs to no time. It is left out.',
    noteLeftOut: 'A note in the file. It is left out.',
    objectLeftOut:
      'A footnote, a comment or a picture stands here. It is left out; the text around it is imported.',
    columnLeftOut: 'This column is neither time, speaker nor text. It is left out.',
    tierUnreadable: 'A tier of a kind that is not known. It is left out.',
    endsEarly: 'The file ends in the middle. What came before is imported.',
  } satisfies Record<UnreadCode, string>,
  codebook: {
    guidDuplicate:
      'This identifier belongs to more than one code, so the codebook was not imported. Give each its own, then import again.',
    cycle:
      'This code lies inside itself through its parents, so the codebook was not imported. Move it out of the circle, then import again.',
    fieldUnreadable:
      'This field is not what it must be, so the codebook was not imported. Correct it, then import again.',
    guidUnreadable: 'This is not an identifier. It is imported with a new one.',
    nameMissing: 'There is no name. It is imported under its identifier.',
    parentMissing: 'Its parent is not in the file. The code is imported at the top.',
    parentAmbiguous:
      'Several codes have the name of its parent. The nearest above was taken; a path such as “Alliance > Rupture” says which.',
    keyTaken: 'Another code has this key. The code is imported without one.',
    keyUnreadable: 'A key is one digit or one letter from a to z. The code is imported without one.',
    colorUnreadable: 'This is not a colour such as #0072b2. The code is imported without one.',
    flagUnreadable: 'This is neither yes nor no. What is usual was taken.',
    kindUnreadable: 'This is neither state nor point. It is imported as a state.',
    memberMissing: 'This set names a code that is not in the file. The set is imported without it.',
    columnLeftOut: 'This column is not known. It is left out.',
    elementLeftOut: 'This part is not known. It is left out.',
    nameTooLong: 'This name is longer than 200 characters. It was cut.',
    textTooLong: 'This text is longer than fits here. It was cut.',
    momentMissing:
      'This example is a moment that is not in this study. The link is left out; its words stay as an example.',
  } satisfies Record<CodebookFindingCode, string>,
} as const;
