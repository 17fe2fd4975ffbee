/** A button of a message that the person is to be led to. A new object leads there again. */
export interface Spotlight {
  message: string;
  /** The beginning of the button's action, such as `viva1/choose/`. */
  action: string;
}

/** Scrolls a list to its end; a newest message that is longer than the list is shown from its beginning. */
export function showNewest(list: HTMLElement): void {
  const newest = list.querySelector<HTMLElement>('li.message:last-child');
  const end = list.scrollHeight - list.clientHeight;
  list.scrollTop = newest === null ? end : Math.min(end, topIn(list, newest) - 8);
}

/** How far below the list's beginning an element stands. */
function topIn(list: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
}

/** Brings a message into sight, its buttons at any rate, and puts the keyboard on the button. False: it is not there. */
export function showMessage(list: HTMLElement, { message, action }: Spotlight): boolean {
  const item = list.querySelector<HTMLElement>(`[data-message="${CSS.escape(message)}"]`);
  const button = item?.querySelector<HTMLElement>(`[data-action^="${CSS.escape(action)}"]`);
  if (!item || !button) return false;
  const fits = item.offsetHeight < list.clientHeight;
  const spare = (list.clientHeight - item.offsetHeight) / 2;
  list.scrollTop = topIn(list, item) - (fits ? spare : 2 * spare - 8);
  button.focus({ preventScroll: true });
  for (const lit of list.querySelectorAll('.lit')) lit.classList.remove('lit');
  // Read between the two, so that the light begins anew when it is there already.
  void item.offsetWidth;
  item.classList.add('lit');
  return true;
}
