/** `start` and `end` are bytes, both included, as HTTP counts them. */
export type RangeAnswer =
  | { kind: 'whole' }
  | { kind: 'part'; start: number; end: number }
  | { kind: 'unsatisfiable' };

const whole: RangeAnswer = { kind: 'whole' };
const unsatisfiable: RangeAnswer = { kind: 'unsatisfiable' };

/**
 * What a `Range` header asks of a file of `byteCount` bytes (RFC 9110, 14.1–14.2). A header that cannot be understood is
 * ignored, as the RFC says, and so is a list of several ranges: no media element sends one, a `multipart/byteranges`
 * answer would be code that nobody runs, and the whole file is an answer that the RFC allows.
 */
export function parseRange(header: string | null, byteCount: number): RangeAnswer {
  const [, first, last] = header?.match(/^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i) ?? [];
  if (first === undefined || last === undefined) return whole;
  if (first === '') {
    if (last === '') return whole;
    const suffixLength = Number(last);
    if (suffixLength === 0 || byteCount === 0) return unsatisfiable;
    return { kind: 'part', start: Math.max(0, byteCount - suffixLength), end: byteCount - 1 };
  }
  const start = Number(first);
  const end = last === '' ? byteCount - 1 : Math.min(Number(last), byteCount - 1);
  // `5-3` is no range at all, so it is ignored; `5-` of four bytes is one that cannot be met.
  if (last !== '' && Number(last) < start) return whole;
  return start >= byteCount ? unsatisfiable : { kind: 'part', start, end };
}
