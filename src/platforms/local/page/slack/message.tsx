import type { ComponentChildren } from 'preact';
import type { Surroundings } from '../messages/surroundings.ts';
import { SlackMarkdown } from './markdown.tsx';
import { type RichElement, SlackRichText } from './rich-text.tsx';

interface Text {
  type: string;
  text: string;
}

/** One of Slack's blocks or their elements, as far as messages use them. */
interface Block {
  type: string;
  text?: Text | string;
  fields?: Text[];
  accessory?: Block;
  elements?: Block[];
  slack_file?: { id: string };
  alt_text?: string;
  title?: Text;
  action_id?: string;
  style?: string;
}

/** Draws the payload that Slack would be sent. */
export function SlackMessage({ payload, around }: { payload: unknown; around: Surroundings }) {
  const { blocks = [] } = payload as { blocks?: Block[] };
  return <div class="slack">{many(blocks, around)}</div>;
}

function many(blocks: Block[] | undefined, around: Surroundings): ComponentChildren {
  return blocks?.map((block, index) => <One key={index} block={block} around={around} />);
}

function One({ block, around }: { block: Block; around: Surroundings }) {
  switch (block.type) {
    case 'header':
      return <h3>{textOf(block.text)}</h3>;
    case 'section':
      return (
        <div class="with-accessory">
          <div>
            {block.text !== undefined && <Words text={block.text} around={around} />}
            {block.fields?.map((field, index) => (
              <Words key={index} text={field} around={around} />
            ))}
          </div>
          {block.accessory && <One block={block.accessory} around={around} />}
        </div>
      );
    case 'context':
      return (
        <div class="context">
          {block.elements?.map((element, index) =>
            element.type === 'image' ? (
              <One key={index} block={element} around={around} />
            ) : (
              <Words key={index} text={element as Text} around={around} />
            ),
          )}
        </div>
      );
    case 'markdown':
    case 'mrkdwn':
      return <Words text={{ type: 'mrkdwn', text: textOf(block.text) }} around={around} />;
    case 'rich_text':
      return <SlackRichText elements={block.elements as RichElement[]} name={around.name} />;
    case 'divider':
      return <hr />;
    case 'image':
      return <Picture block={block} around={around} />;
    case 'actions':
      return <div class="row">{many(block.elements, around)}</div>;
    case 'button':
      return (
        <button
          type="button"
          class={`button ${block.style ?? 'plain'}`}
          data-action={block.action_id}
          disabled={block.action_id === undefined || around.press === undefined}
          aria-busy={block.action_id !== undefined && around.pressed === block.action_id}
          onClick={() => block.action_id !== undefined && around.press?.(block.action_id)}
        >
          {textOf(block.text)}
        </button>
      );
    default:
      return <p class="unknown">A block of type {block.type}, which this page cannot draw.</p>;
  }
}

function Words({ text, around }: { text: Text | string; around: Surroundings }) {
  if (typeof text === 'string' || text.type === 'plain_text') return <p>{textOf(text)}</p>;
  return <SlackMarkdown text={text.text} name={around.name} />;
}

function textOf(text: Text | string | undefined): string {
  return typeof text === 'string' ? text : (text?.text ?? '');
}

/** On this page a file's id is its picture's. */
function Picture({ block, around }: { block: Block; around: Surroundings }) {
  const picture = around.picture(block.slack_file?.id ?? '');
  if (picture === undefined) return <p class="unknown">A picture that is not here: {block.alt_text}</p>;
  return (
    <figure>
      {block.title && <figcaption>{block.title.text}</figcaption>}
      <img
        src={picture.url}
        alt={block.alt_text ?? ''}
        // Pictures are drawn at twice their size.
        width={picture.width / 2}
        height={picture.height / 2}
      />
    </figure>
  );
}
