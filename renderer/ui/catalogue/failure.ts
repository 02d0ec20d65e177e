import type { FailureCode } from '../../../shared/contract/failure.ts';

/** What happened and what to do, one sentence or two for every code. `data` of the failure fills the placeholders. */
export const failureSentences = {
  STUDY_NOT_OPEN: 'No study is open. Open one from Home and do it again.',
  STUDY_NOT_FOUND:
    'The folder of this study is not where it was. Plug in the drive it is on, or open the study from its new place.',
  STUDY_EXISTS: 'There is already a study of that name. Choose another name, or open the one that is there.',
  STUDY_LOCKED:
    'This study is open in another window or by another person. Close it there first, then open it here.',
  STUDY_NEWER:
    'This study was last used with a newer version of Stillpoint. Update Stillpoint to open it; nothing in it was changed.',
  STUDY_DAMAGED:
    'The database of this study is damaged. Your recordings are untouched; put the newest good backup in its place.',
  STUDY_UNREADABLE:
    'This folder cannot be read as a study. Check that it is a whole .stillpoint folder and that the drive is well.',
  BACKUP_DAMAGED: 'That backup is damaged too and was not used. Choose an older one.',
  NAME_INVALID: 'That name cannot be used for a folder. Leave out signs such as / \\ : * ? and try again.',
  NOT_FOUND: 'That is no longer there; somebody may have removed it. Nothing was changed.',
  CONFLICT: 'That is taken already. Choose another and try again.',
  IN_USE: 'That is still in use, so it was not removed. Remove what uses it first.',
  INPUT_INVALID: 'One of the values cannot be right, so nothing was saved. Check it and try again.',
  NOTHING_TO_UNDO: 'There is nothing to undo.',
  NOTHING_TO_REDO: 'There is nothing to redo.',
  UNDO_BLOCKED:
    'This step cannot be undone any more: something that came after it builds on it. Undo that first.',
  MEDIA_NOT_RECOGNISED:
    'This is not a sound or video file that can be read, whatever its name says. Choose another file.',
  MEDIA_EMPTY: 'This file is empty (0 bytes). Copy it again from the recorder.',
  MEDIA_TRUNCATED:
    'This file ends in the middle and nothing of it can be played. Copy it again from the recorder.',
  MEDIA_NO_TRACK: 'There is neither sound nor picture in this file. Choose another file.',
  MEDIA_UNREADABLE: 'This file cannot be read. Check the drive it is on, or copy it again.',
  MEDIA_MISSING:
    'The file of this recording is missing. Find it and relink it; its moments and notes are safe.',
  MEDIA_MISMATCH:
    'This is a different file from the one that was imported, so its times would not fit. Choose the original file.',
  WORKER_CRASHED:
    'The part that reads recordings stopped while it worked on this file. Nothing else is affected; try again.',
  DRIVE_FAILED:
    'The drive does not answer as it should. Check its plug and cable; what was saved before is on it.',
  DISK_FULL: 'The disk is full, so this was not saved. Make room, then try again.',
  NO_PERMISSION: 'You may not read or write there. Ask for the rights, or choose another folder.',
  CANCELLED: 'Cancelled. Nothing was changed.',
  NOT_ALLOWED: 'That cannot be done here.',
  INTERVIEW_HELD:
    'A recall interview is being held in another window. Leave it there first, or go on with it here.',
  INTERNAL:
    'Something went wrong inside Stillpoint. What was saved is safe; try again, and restart if it stays.',
  LOST: 'Stillpoint has stopped. Start it again; nothing that was saved is lost.',
} as const satisfies Record<FailureCode | 'LOST', string>;
