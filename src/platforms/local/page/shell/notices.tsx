import type { Page } from '../data/use-page.ts';

/** What is wrong or worth knowing about Viva as a whole. */
export function Notices({ page }: { page: Page }) {
  const notices = [
    ...(page.state?.notices ?? []),
    ...(page.connected ? [] : ['The connection is lost; it is being tried again.']),
    ...(page.state?.ready === false ? ['Viva is not taking commands yet.'] : []),
    ...(page.trouble === undefined ? [] : [page.trouble]),
  ];
  return (
    <div class="notices" role="status">
      {notices.map((notice) => (
        <p class="notice" key={notice}>
          {notice}
        </p>
      ))}
    </div>
  );
}
