/** A reading of `/metrics`: value by series, such as `viva_posts_total{platform="local",result="posted"}`. */
export function seriesOf(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}

export async function scrape(origin: string): Promise<Map<string, number>> {
  const response = await fetch(`${origin}/metrics`);
  if (response.status !== 200) throw new Error(`/metrics answers ${response.status}`);
  return seriesOf(await response.text());
}
