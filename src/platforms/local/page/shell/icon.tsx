import type { ComponentChildren } from 'preact';

/** Line drawings on a grid of 24; they stand beside words, or on buttons that have a name. */
const drawings = {
  hash: <path d="M9 4 7 20M17 4l-2 16M4 9h16M4 15h16" />,
  lock: (
    <>
      <rect x="5" y="11" width="14" height="9" rx="2" />
      <path d="M8 11V8a4 4 0 0 1 8 0v3" />
    </>
  ),
  chat: <path d="M4 5h16v11H10l-5 4v-4H4z" />,
  eye: (
    <>
      <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
      <circle cx="12" cy="12" r="3" />
    </>
  ),
  thread: <path d="M4 5h16v10H11l-4 4v-4H4zM8 9h8M8 12h5" />,
  menu: <path d="M4 6h16M4 12h16M4 18h16" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  send: <path d="M4 4.5 20.5 12 4 19.5 6.5 12zM6.5 12H13" />,
  slash: <path d="M15.5 4.5 8.5 19.5" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7v5l3.5 2" />
    </>
  ),
  next: <path d="M5 5.5 14 12l-9 6.5zM18 5v14" />,
  week: <path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  book: <path d="M12 6.5C10 5 7 4.5 4 4.5v13c3 0 6 .5 8 2 2-1.5 5-2 8-2v-13c-3 0-6 .5-8 2zM12 6.5v13" />,
  down: <path d="M12 5v14M6 13l6 6 6-6" />,
} satisfies Record<string, ComponentChildren>;

export type IconName = keyof typeof drawings;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
