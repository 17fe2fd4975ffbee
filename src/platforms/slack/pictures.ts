import type { FilesCompleteUploadExternalResponse, WebAPICallResult, WebClient } from '@slack/web-api';
import type { KeyValue, Log } from '../../app/ports/system.ts';
import type { SetCard } from '../../core/card.ts';
import type { SpaceId } from '../../core/feed.ts';
import { createRecent } from '../../core/recent.ts';
import type { Picture } from '../../core/rich-text.ts';
import { beginning } from '../../core/tidy.ts';
import { redact } from './bolt-log.ts';
import { slackCode } from './errors.ts';
import { showablePictures } from './render.ts';

const shelf = 'slack-files';
/** Slack finishes an upload later; until then a block that shows it is refused. */
const waits = [100, 200, 400, 800, 1_000, 1_500, 2_000, 2_000, 2_000];
/** A post does not wait longer for its pictures; it then shows them as text. */
const deadline = 20_000;

export interface Pictures {
  /** The Slack files of a card's pictures, by picture id; what could not be uploaded is missing. Never rejects. */
  of(card: SetCard, space: SpaceId): Promise<Map<string, string>>;
  /** Forgets files that Slack would not show: deleted, or lost with another app. */
  forget(pictures: Iterable<string>, space: SpaceId): Promise<void>;
}

export interface PictureServices {
  client: WebClient;
  keyValue: KeyValue;
  log: Log;
  pause: (ms: number) => Promise<void>;
}

/** Files of passing pictures that are remembered, in memory: there is no end to them. */
const passingKnown = 500;

/** Uploads each picture once per workspace and keeps its file's id. */
export function createPictures({ client, keyValue, log, pause }: PictureServices): Pictures {
  const running = new Map<string, Promise<string | undefined>>();
  const passing = createRecent<string, string>(passingKnown);

  async function fileOf(picture: Picture, space: SpaceId): Promise<string | undefined> {
    const key = `${space}/${picture.id}`;
    const going = running.get(key) ?? known(key, picture).finally(() => running.delete(key));
    running.set(key, going);
    return going;
  }

  async function known(key: string, picture: Picture): Promise<string | undefined> {
    try {
      const kept = picture.passing ? passing.get(key) : await keyValue.get(shelf, key);
      if (kept !== undefined) return kept;
      const file = await upload(picture);
      if (picture.passing) passing.set(key, file);
      else await keyValue.put(shelf, key, file);
      return file;
    } catch (error) {
      const reason = slackCode(error) ?? redact(String(error)).slice(0, 200);
      log.warn({ picture: picture.id, reason }, 'a picture could not be uploaded; its text stands in');
      return undefined;
    }
  }

  async function upload(picture: Picture): Promise<string> {
    // The SDK's type leaves out what this method gives back.
    const done: WebAPICallResult & { files?: FilesCompleteUploadExternalResponse[] } =
      await client.files.uploadV2({
        file: picture.path,
        filename: `${picture.id}.png`,
        title: beginning(picture.alt, 200) || 'picture',
        alt_text: beginning(picture.alt, 1000),
      });
    const file = done.files?.[0]?.files?.[0]?.id;
    if (file === undefined) throw new Error('Slack named no file');
    for (const wait of waits) {
      const { file: info } = await client.files.info({ file });
      if (info?.mimetype) return file;
      await pause(wait);
    }
    throw new Error('Slack did not finish the upload in time');
  }

  return {
    async of(card, space) {
      const found = new Map<string, string>();
      const pictures = new Map(
        showablePictures(card).map((piece) => [piece.block.picture.id, piece.block.picture]),
      );
      if (pictures.size === 0) return found;
      const uploads = [...pictures.values()].map(async (picture) => {
        const file = await fileOf(picture, space);
        if (file !== undefined) found.set(picture.id, file);
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, deadline);
      });
      await Promise.race([Promise.all(uploads), late]);
      clearTimeout(timer);
      return new Map(found);
    },
    async forget(pictures, space) {
      for (const id of pictures) {
        passing.delete(`${space}/${id}`);
        await keyValue.drop(shelf, `${space}/${id}`).catch(() => undefined);
      }
    },
  };
}
