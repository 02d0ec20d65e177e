import type { InterviewId, SessionId } from '../../shared/model/ids.ts';
import type { Span } from '../timeline/types.ts';

/** What is to be at hand on a desk that is about to open, besides what it keeps of itself (recording, place, moment). */
type Arrival =
  | { readonly screen: 'session'; readonly sessionId: SessionId; readonly span: Span }
  | { readonly screen: 'interview'; readonly interviewId: InterviewId; readonly interviewMs: number };

let pending: Arrival | null = null;

export function expectArrival(arrival: Arrival): void {
  pending = arrival;
}

/** Answers once, and only the desk that was meant: one that opens instead finds nothing, and so does the next. */
export function takeSessionArrival(sessionId: SessionId): Span | null {
  const arrival = pending;
  pending = null;
  return arrival?.screen === 'session' && arrival.sessionId === sessionId ? arrival.span : null;
}

export function takeInterviewArrival(interviewId: InterviewId): number | null {
  const arrival = pending;
  pending = null;
  return arrival?.screen === 'interview' && arrival.interviewId === interviewId ? arrival.interviewMs : null;
}
