/** Scrolls a list to its end; a newest message that is longer than the list is shown from its beginning. */
export function showNewest(list: HTMLElement): void {
  const newest = list.querySelector<HTMLElement>('li.message:last-child');
  const end = list.scrollHeight - list.clientHeight;
  list.scrollTop = newest === null ? end : Math.min(end, newest.offsetTop - 8);
}
