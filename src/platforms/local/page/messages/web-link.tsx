import type { ComponentChildren } from 'preact';

interface Properties {
  url: string | undefined;
  class?: string;
  children: ComponentChildren;
}

/** A link to the web. Any other address would run as the page itself, so it is shown as text. */
export function WebLink({ url, children, ...rest }: Properties) {
  if (url === undefined || !/^https?:\/\//i.test(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer" {...rest}>
      {children}
    </a>
  );
}
