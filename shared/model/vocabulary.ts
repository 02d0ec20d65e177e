import * as z from 'zod';

/** Roles in the session; `participant`s are known by pseudonym only. */
export const participantRoles = [
  'client',
  'therapist',
  'partner',
  'interpreter',
  'supervisor',
  'other',
] as const;
/** Roles on the research side. */
export const teamRoles = ['researcher', 'inquirer', 'coder'] as const;
export const roles = [...participantRoles, ...teamRoles] as const;

export const role = z.enum(roles);
export type Role = z.infer<typeof role>;
export const participantRole = z.enum(participantRoles);
export type ParticipantRole = z.infer<typeof participantRole>;

export const personKind = z.enum(['participant', 'team']);
export type PersonKind = z.infer<typeof personKind>;

/** How a moment came to be selected: a key while it played, a span drawn on the timeline, or typed times. */
const momentSelections = ['live', 'span', 'typed'] as const;
export const momentSelection = z.enum(momentSelections);
export type MomentSelection = z.infer<typeof momentSelection>;

/** What a coding is said of. Observed and reported evidence are kept apart, so the kind is always named. */
export const codingTargetKinds = ['moment', 'span', 'statement', 'passage'] as const;
export const codingTargetKind = z.enum(codingTargetKinds);
export type CodingTargetKind = z.infer<typeof codingTargetKind>;

/** Who may stop the playback of a recall interview. */
export const whoMayStop = z.enum(['recaller', 'inquirer', 'both', 'rule']);
export type WhoMayStop = z.infer<typeof whoMayStop>;

export const interviewStatus = z.enum(['planned', 'underWay', 'done', 'missed']);
export type InterviewStatus = z.infer<typeof interviewStatus>;

/** The steps of the flow, each of which can be left and come back to. */
export const interviewSteps = ['prepare', 'ask', 'watch', 'close'] as const;
export const interviewStep = z.enum(interviewSteps);
export type InterviewStep = z.infer<typeof interviewStep>;

/** How places to visit come to be chosen. Intervals and clips are laid by rule, random ones from a seed that is kept. */
export const sampling = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }),
  z.object({ kind: z.literal('strikingFirst') }),
  z.object({ kind: z.literal('selected') }),
  z.object({ kind: z.literal('interval'), everyMs: z.int().min(10_000).max(3_600_000) }),
  z.object({
    kind: z.literal('random'),
    clipMs: z.int().min(5000).max(3_600_000),
    count: z.int().min(1).max(50),
    seed: z.int().min(0).max(0xffff_ffff),
  }),
]);
export type Sampling = z.infer<typeof sampling>;

export const placeOrigin = z.enum(['asked', 'selected', 'interval', 'random']);
export type PlaceOrigin = z.infer<typeof placeOrigin>;
export const valence = z.enum(['helpful', 'hindering']);
export type Valence = z.infer<typeof valence>;

/** Who did something during playback, and by what. */
export const initiator = z.enum(['recaller', 'inquirer', 'rule']);
export type Initiator = z.infer<typeof initiator>;
export const stopMeans = z.enum(['button', 'key', 'clicker', 'recallerWindow', 'rule']);
export type StopMeans = z.infer<typeof stopMeans>;

/** Neutral categories of leads, which put the recaller back then and not now (Kagan; Elliott). */
export const leadCategories = [
  'thoughts',
  'feelings',
  'body',
  'images',
  'wishes',
  'expectations',
  'perception',
  'intentions',
  'evaluation',
  'other',
] as const;
export const leadCategory = z.enum(leadCategories);
export type LeadCategory = z.infer<typeof leadCategory>;

/** Whether a statement is about then, in the session, or about now, in the interview. */
export const stance = z.enum(['then', 'now']);
export type Stance = z.infer<typeof stance>;
