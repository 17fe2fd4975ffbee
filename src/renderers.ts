import { renderMessage as renderForDiscord, renderPages } from './platforms/discord/render.ts';
import type { Renderers } from './platforms/local/renderers.ts';
import { renderMessage as renderForSlack, showablePictures } from './platforms/slack/render.ts';

/** Both services' own renderers, for the local page: it shows the very payloads that a team would get. */
export const renderers: Renderers = {
  discord(card, where) {
    const pages = where === 'private' ? renderPages(card) : [renderForDiscord(card)];
    const components = pages.flatMap((page) => page.components);
    return { payload: { components }, files: pages.flatMap((page) => page.files) };
  },
  slack(card, where) {
    const files = showablePictures(card).map((piece) => piece.block.picture);
    const names = new Map(files.map((picture) => [picture.id, picture.id]));
    return { payload: renderForSlack(card, names, where), files };
  },
};
