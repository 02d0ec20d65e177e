import type { ReactElement } from 'react';

type IconProps = { readonly className?: string; readonly size?: string };

/** One hand for all icons: 20 × 20, a 1.6 line in the colour of the text. They are decoration; what they mean is said in words. */
export function icon(path: string): (props: IconProps) => ReactElement {
  return function Icon({ className, size = '1.25em' }) {
    return (
      <svg
        className={className}
        width={size}
        height={size}
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d={path} />
      </svg>
    );
  };
}

export const WarningIcon = icon('M10 3.2 17.6 16.4H2.4ZM10 8.2v3.6M10 14.1v.1');
export const PlusIcon = icon('M10 4v12M4 10h12');
export const CheckIcon = icon('M4 10.5l4 4 8-9');
export const ChevronRightIcon = icon('M7.5 4.5 13 10l-5.5 5.5');
export const ChevronDownIcon = icon('M4.5 7.5 10 13l5.5-5.5');
export const BackIcon = icon('M12 4.5 6.5 10l5.5 5.5');
export const DotsIcon = icon('M4.5 10h.01M10 10h.01M15.5 10h.01');
export const SoundIcon = icon('M3 8.5v3M6.5 5.5v9M10 3v14M13.5 6.5v7M17 8.5v3');
export const VideoIcon = icon('M3 5.5h10v9H3ZM13 9l4-2.5v7L13 11');
export const SunIcon = icon(
  'M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4ZM10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2',
);
export const MoonIcon = icon('M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z');
export const AutoIcon = icon('M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM10 3v14M12.5 5.5v9M14.8 7.5v5');
export const KeyboardIcon = icon(
  'M2.5 5.5h15v9h-15ZM5.5 8.5h.01M8.5 8.5h.01M11.5 8.5h.01M14.5 8.5h.01M6.5 11.7h7',
);
export const SearchIcon = icon('M9 3.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM13 13l4 4');
