type WithId = { readonly id: string };

/** In the order in which rows were made: their ids are UUIDv7. Also what settles a tie. */
export const byId = (left: WithId, right: WithId): number =>
  left.id < right.id ? -1 : left.id > right.id ? 1 : 0;

type InInterview = WithId & { readonly interviewMs: number };

/** As things happened in a recall interview, by its own clock. */
export const byInterviewTime = (left: InInterview, right: InInterview): number =>
  left.interviewMs - right.interviewMs || byId(left, right);
