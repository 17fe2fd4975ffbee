import type { ComponentChildren } from 'preact';
import { WebLink } from '../messages/web-link.tsx';
import { SlackDate } from './markdown.tsx';

/** A part of one of Slack's `rich_text` blocks. */
export interface RichElement {
  type: string;
  elements?: RichElement[];
  style?: 'ordered' | 'bullet' | { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean };
  offset?: number;
  indent?: number;
  text?: string;
  url?: string;
  user_id?: string;
  channel_id?: string;
  timestamp?: number;
  format?: string;
  unicode?: string;
  name?: string;
}

interface Properties {
  elements: readonly RichElement[];
  name: (id: string) => string;
}

/** Rich text carries its text as data: nothing in it is parsed. */
export function SlackRichText({ elements, name }: Properties) {
  return (
    <div class="markdown">
      {elements.map((element, index) => (
        <Part key={index} element={element} name={name} />
      ))}
    </div>
  );
}

function Part({ element, name }: { element: RichElement; name: Properties['name'] }) {
  const inner = element.elements?.map((one, index) => <Leaf key={index} leaf={one} name={name} />);
  switch (element.type) {
    case 'rich_text_preformatted':
      return (
        <pre>
          <code>{inner}</code>
        </pre>
      );
    case 'rich_text_quote':
      return <blockquote>{inner}</blockquote>;
    case 'rich_text_list': {
      const items = element.elements?.map((item, index) => (
        <li key={index}>
          {item.elements?.map((one, place) => (
            <Leaf key={place} leaf={one} name={name} />
          ))}
        </li>
      ));
      const indent = `indent-${Math.min(element.indent ?? 0, 4)}`;
      if (element.style !== 'ordered') return <ul class={indent}>{items}</ul>;
      return (
        <ol class={indent} start={(element.offset ?? 0) + 1}>
          {items}
        </ol>
      );
    }
    default:
      return <p>{inner}</p>;
  }
}

function Leaf({ leaf, name }: { leaf: RichElement; name: Properties['name'] }) {
  return <>{styled(leaf, bare(leaf, name))}</>;
}

function bare(leaf: RichElement, name: Properties['name']): ComponentChildren {
  switch (leaf.type) {
    case 'link':
      return <WebLink url={leaf.url}>{leaf.text ?? leaf.url}</WebLink>;
    case 'user':
      return <span class="mention">@{name(leaf.user_id ?? '')}</span>;
    case 'channel':
      return <span class="mention">#{name(leaf.channel_id ?? '')}</span>;
    case 'date':
      return <SlackDate seconds={leaf.timestamp ?? 0} format={leaf.format ?? ''} />;
    case 'emoji':
      return leaf.unicode === undefined
        ? `:${leaf.name}:`
        : String.fromCodePoint(...leaf.unicode.split('-').map((code) => Number.parseInt(code, 16)));
    default:
      return leaf.text ?? '';
  }
}

function styled(leaf: RichElement, drawn: ComponentChildren): ComponentChildren {
  const style = typeof leaf.style === 'object' ? leaf.style : {};
  let result = drawn;
  if (style.code) result = <code>{result}</code>;
  if (style.bold) result = <strong>{result}</strong>;
  if (style.italic) result = <em>{result}</em>;
  if (style.strike) result = <s>{result}</s>;
  return result;
}
