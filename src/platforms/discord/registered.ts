/** What Discord adds by itself, or writes in its own way, is left out of account: what Viva sets is what is compared. */
type Tree = Record<string, unknown>;

/** How the commands that Discord has differ from those that Viva registers, in words; empty when they do not. */
export function differences(ours: readonly object[], theirs: readonly object[]): string[] {
  return compareLists(ours as Tree[], theirs as Tree[], '/', '');
}

function compareLists(ours: Tree[], theirs: Tree[], mark: string, path: string): string[] {
  const name = (one: Tree) => String(one.name);
  const known = new Map(theirs.map((one) => [name(one), one]));
  const wanted = new Set(ours.map(name));
  return [
    ...ours.flatMap((one) => {
      const other = known.get(name(one));
      const here = `${path}${path === '' ? mark : ' '}${name(one)}`;
      return other === undefined ? [`${here} is missing`] : compare(one, other, here);
    }),
    ...theirs
      .filter((one) => !wanted.has(name(one)))
      .map((one) => `${path}${path === '' ? mark : ' '}${name(one)} is there and should not be`),
  ];
}

function compare(ours: Tree, theirs: Tree, path: string): string[] {
  return Object.entries(ours).flatMap(([key, value]) => {
    const other = theirs[key];
    if (key === 'options') return compareLists(list(value), list(other), '', path);
    return plain(value) === plain(other) ? [] : [`${path} has another ${key.replaceAll('_', ' ')}`];
  });
}

function list(value: unknown): Tree[] {
  return Array.isArray(value) ? (value as Tree[]) : [];
}

/** Absent, null, false and empty are the same to Discord; lists of numbers have no order. */
function plain(value: unknown): string {
  if (value === undefined || value === null || value === false) return '';
  if (Array.isArray(value)) {
    if (value.length === 0) return '';
    return JSON.stringify(
      value.every((one) => typeof one === 'number') ? [...value].sort() : value.map(sorted),
    );
  }
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
