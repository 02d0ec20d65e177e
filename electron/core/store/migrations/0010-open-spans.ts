/** Spans that go on: few, and looked for at every press of a code's key. */
export const openSpans = `
CREATE INDEX codings_open ON codings (recording_id) WHERE end_ms IS NULL AND start_ms IS NOT NULL;
`;
