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
export const momentSelections = ['live', 'span', 'typed'] as const;
export const momentSelection = z.enum(momentSelections);
export type MomentSelection = z.infer<typeof momentSelection>;

/** What a coding is said of. Observed and reported evidence are kept apart, so the kind is always named. */
export const codingTargetKinds = ['moment', 'span'] as const;
export const codingTargetKind = z.enum(codingTargetKinds);
export type CodingTargetKind = z.infer<typeof codingTargetKind>;
