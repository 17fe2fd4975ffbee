import { useEffect, useState } from 'preact/hooks';

/** An answer that comes at once needs no word that it is coming. */
const patienceMs = 200;

/** "Viva is answering …", in a line of its own, so that nothing moves when it comes and goes. */
export function Answering({ answering }: { answering: boolean }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!answering) {
      setShown(false);
      return undefined;
    }
    const timer = setTimeout(() => setShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, [answering]);
  return (
    <p class="answering" role="status">
      {shown && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          Viva is answering …
        </>
      )}
    </p>
  );
}
