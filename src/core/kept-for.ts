/** Computes a value once for each object that it is made of, and forgets it with the object. */
export function keptFor<From extends object, Value>(make: (from: From) => Value): (from: From) => Value {
  const known = new WeakMap<From, { value: Value }>();
  return (from) => {
    const kept = known.get(from) ?? { value: make(from) };
    known.set(from, kept);
    return kept.value;
  };
}
