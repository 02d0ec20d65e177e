import {
  type PersonKind,
  participantRoles,
  type Role,
  teamRoles,
} from '../../../../shared/model/vocabulary.ts';

/** A coder may well be in the session and a supervisor on the team, but each kind is offered its own. */
export const rolesOf: Record<PersonKind, readonly Role[]> = {
  participant: participantRoles,
  team: teamRoles,
};
