/**
 * The addresses of everything that is bytes rather than a call, the same on both hosts: http://127.0.0.1:PORT on the
 * browser host, stillpoint://app on the desktop.
 */
export const routes = {
  /** GET, with byte ranges: the file that is played. */
  media: '/media/',
  /** GET, with byte ranges: `/peaks/<recordingId>/<samplesPerPair>`, BBC .dat version 2. */
  peaks: '/peaks/',
  /** POST with a file as the body and its name in `?name=`: stages it, answers `Staged` as JSON. */
  upload: '/upload',
  /**
   * POST `/recall/<interviewId>/<partId>?startMs=&offset=` with a slice of the interview's own recording as the body:
   * appended and synced; `offset` is how many bytes were sent before, so that a slice sent twice is laid down once.
   */
  recall: '/recall/',
  /** GET `/exports/<token>`: a file that was exported, as a download, once. */
  exports: '/exports/',
  /** The page of the recaller's second window, and the only calls that are answered there. */
  recaller: '/recaller',
  recallerCalls: '/recaller/calls',
  /** The oRPC calls of the browser host, one a POST; the desktop uses a message port. */
  calls: '/calls',
  /** The same calls over a WebSocket, which is quicker. */
  socket: '/socket',
} as const;

export function mediaUrl(recordingId: string): string {
  return `${routes.media}${recordingId}`;
}

export function peaksUrl(recordingId: string, samplesPerPair: number): string {
  return `${routes.peaks}${recordingId}/${samplesPerPair}`;
}
