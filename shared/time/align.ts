/** An instant known in both clocks. */
export type SyncPoint = { interviewMs: number; recordingMs: number };

/** `interviewMs = startMs + recordingMs / rate`: when the recording began, and how fast its clock runs beside the interview's. */
export type Alignment = { startMs: number; rate: number };

/** No recorder's clock is off by more than a few in a thousand; a fit that says so rests on a wrong point. */
const largestDrift = 0.05;

/**
 * Aligns a recording to the interview's clock. One point shifts it; two or more fit the drift too, by least squares
 * over the points. Null when the points contradict each other: the same recording instant twice, or a drift beyond 5 %.
 */
export function align(points: readonly SyncPoint[]): Alignment | null {
  const [first] = points;
  if (first === undefined) return { startMs: 0, rate: 1 };
  if (points.length === 1) return { startMs: first.interviewMs - first.recordingMs, rate: 1 };
  const meanInterview = points.reduce((sum, point) => sum + point.interviewMs, 0) / points.length;
  const meanRecording = points.reduce((sum, point) => sum + point.recordingMs, 0) / points.length;
  let covariance = 0;
  let variance = 0;
  for (const { interviewMs, recordingMs } of points) {
    covariance += (recordingMs - meanRecording) * (interviewMs - meanInterview);
    variance += (recordingMs - meanRecording) ** 2;
  }
  const slope = covariance / variance;
  if (!Number.isFinite(slope) || Math.abs(slope - 1) > largestDrift) return null;
  return { startMs: meanInterview - slope * meanRecording, rate: 1 / slope };
}

export function toInterviewMs({ startMs, rate }: Alignment, recordingMs: number): number {
  return startMs + recordingMs / rate;
}

export function toRecordingMs({ startMs, rate }: Alignment, interviewMs: number): number {
  return (interviewMs - startMs) * rate;
}
