/** Inert, because the page lists them and must not bring the readers with it. */
export const transcriptFormats = ['srt', 'vtt', 'text', 'docx', 'eaf', 'textgrid'] as const;
export type TranscriptFormat = (typeof transcriptFormats)[number];
