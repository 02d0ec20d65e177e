import { icon } from '../../ui/icons.tsx';

export const PlayIcon = icon('M6.5 4v12l9.5-6Z');
export const PauseIcon = icon('M7 4.5v11M13 4.5v11');
export const UndoIcon = icon('M7.5 4 4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8');
export const RedoIcon = icon('M12.5 4 16 7.5 12.5 11M16 7.5H8.5a4.5 4.5 0 0 0 0 9H12');
export const LoopIcon = icon(
  'M13.5 2.5 16 5l-2.5 2.5M16 5H7a3.5 3.5 0 0 0-3.5 3.5V10M6.5 17.5 4 15l2.5-2.5M4 15h9a3.5 3.5 0 0 0 3.5-3.5V10',
);
export const MarkIcon = icon('M5.5 17.5v-14M5.5 4h9.5l-2.5 3.5 2.5 3.5H5.5');
export const SpeakerIcon = icon('M3 8v4h3l4 3.5v-11L6 8ZM13 7.5a3.5 3.5 0 0 1 0 5M15.2 5a7 7 0 0 1 0 10');
export const MutedIcon = icon('M3 8v4h3l4 3.5v-11L6 8ZM13.5 8l4 4M17.5 8l-4 4');
export const SettingsIcon = icon(
  'M3 6h7M14 6h3M3 14h3M10 14h7M12 4a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM8 12a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z',
);
export const ExportIcon = icon('M10 3v9.5M6.5 9 10 12.5 13.5 9M3.5 13.5v3h13v-3');
export const ZoomInIcon = icon('M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4M9 6.5v5M6.5 9h5');
export const ZoomOutIcon = icon('M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4M6.5 9h5');
export const FitIcon = icon('M3 6v8M17 6v8M6 10h8M8 8l-2 2 2 2M12 8l2 2-2 2');
export const FollowIcon = icon('M10 3v14M4 10h3M13 10h3M14.5 8.5 16 10l-1.5 1.5');
export const FilterIcon = icon('M3 5h14l-5.5 6.5V16l-3 1.5v-6Z');
export const NoteIcon = icon('M4.5 3.5h11v9l-4 4h-7ZM15.5 12.5h-4v4M7.5 7h5M7.5 10h3');
export const StartIcon = icon('M13.5 4H8v12h5.5M8 10h8');
export const EndIcon = icon('M6.5 4H12v12H6.5M12 10H4');
export const TrashIcon = icon('M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.8 11h7.4l.8-11M8.5 8.5v5M11.5 8.5v5');
export const FrameBackIcon = icon('M12.5 5 7 10l5.5 5M4.5 5v10');
export const FrameForwardIcon = icon('M7.5 5 13 10l-5.5 5M15.5 5v10');
export const GoToIcon = icon('M3 10h8.5M8.5 7l3 3-3 3M15.5 4v12');
