import type { FailureCode } from '../../../shared/contract/failure.ts';

/**
 * What happened and what to do, one sentence or two for every code. `data` of the failure fills the placeholders: their
 * names are the core's, so the sentences are plain strings to the compiler.
 */
export const failureSentences: Record<FailureCode | 'LOST', string> = {
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
    'This step cannot be undone any more: something that came after it builds on it, so undo that first; or what it changed was erased for good.',
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
  FILE_NOT_RECOGNISED:
    'This file is none of the kinds that can be imported here, whatever its name says. Export it again from the program that made it.',
  FILE_EMPTY: 'There is nothing in this file. Export it again from the program that made it.',
  FILE_DAMAGED:
    'This file is damaged and was not imported. Export it again from the program that made it, or copy it again.',
  FILE_TOO_LARGE:
    'This file holds more than {{limit}}, which no transcript or codebook needs, so it was not opened. Ask where it came from.',
  XML_DAMAGED:
    'This file breaks off or is damaged at line {{line}}, column {{column}}, so nothing was imported. Export it again from the program that made it.',
  XML_FORBIDDEN:
    'At line {{line}} this file declares entities, which can be used to harm a program and which files of this kind never need. It was not opened. Ask where it came from.',
  MODEL_NOT_RECOGNISED:
    'This file is no whisper model in ggml format that can be used here. Choose another file; its name mostly begins with ggml- and ends with .bin.',
  DRAFT_UNAVAILABLE:
    'The FFmpeg in this copy of Stillpoint was built without whisper, so it cannot draft transcripts. Import one made elsewhere, or write your own.',
  DRAFT_SEALED:
    'In a sealed study a transcript cannot be drafted: the model would have to read through the seal. Draft it in a study that is not sealed, or import one made elsewhere.',
  // Not that nothing was changed: a conversion that has begun goes on the next time.
  CANCELLED: 'Cancelled.',
  NOT_ALLOWED: 'That cannot be done here.',
  PASSPHRASE_NEEDED: 'This study is sealed. Type its passphrase to open it.',
  PASSPHRASE_WRONG:
    'That is not the passphrase of this file. Nothing was changed; check capital letters and the keyboard, and try again.',
  SEAL_DAMAGED:
    'This file is damaged, or is no file that was locked with a passphrase. Nothing was changed; use another copy of it.',
  KEYS_MISSING:
    'This study is sealed, and the file that holds its keys is missing from its folder: {{file}}. Nothing was changed. Put the file back from a copy or a backup of the study, or type the recovery key if there is one, then open the study again.',
  FILE_ALTERED:
    'The file {{file}} is not as it was when it was sealed: it was changed, cut off or exchanged. It was not used, and nothing else is touched; put it back from a copy of the study.',
  CONVERSION_PENDING:
    'Sealing or unsealing this study was interrupted. Nothing is lost: type its passphrase and it goes on where it stopped.',
  CONSENT_NOT_GIVEN:
    'Whoever speaks in this has not agreed to that use, so nothing was exported. What each participant has agreed to is under Consent.',
  KEY_FILE_NOT_OPEN: 'No key file is open. Open it under People and do it again.',
  KEY_FILE_MISSING:
    'The key file is not where it was. Plug in the drive it is on, or open another copy. The study needs no key file: all work in it goes on with pseudonyms.',
  KEY_FILE_DAMAGED:
    'This key file is damaged, or is none of Stillpoint’s. It was not changed. Open another copy of it; without one, the study stays whole, with pseudonyms only.',
  KEY_FILE_INSIDE_STUDY:
    'A key file must not lie inside the study: whoever gets the folder would have names and recordings together. Choose a place outside it, best on another drive.',
  KEY_FILE_CHANGED:
    'Somebody else has changed this key file since it was opened here, so it was not written over. Close it, open it again, and make your change once more.',
  INTERVIEW_HELD:
    'A recall interview is being held in another window. Leave it there first, or go on with it here.',
  INTERNAL:
    'Something went wrong inside Stillpoint. What was saved is safe; try again, and restart if it stays.',
  LOST: 'Stillpoint has stopped. Start it again; nothing that was saved is lost.',
};
