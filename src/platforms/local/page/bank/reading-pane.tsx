import { useEffect, useRef } from 'preact/hooks';
import type { Reading } from '../../library.ts';
import type { Look } from '../data/preferences.ts';
import { DiscordMessage } from '../discord/message.tsx';
import type { Surroundings } from '../messages/surroundings.ts';
import { Face } from '../shell/face.tsx';
import { SlackMessage } from '../slack/message.tsx';
import { EntryLink } from './question-list.tsx';

type Part = Reading['parts'][number];

interface Properties {
  reading: Reading;
  look: Look;
  hrefOf(id: string): string;
  onOpen(id: string): void;
}

/** A question in every message that people meet it in. What tells the answer is folded until it is asked for. */
export function ReadingPane({ reading, look, hrefOf, onOpen }: Properties) {
  const heading = useRef<HTMLHeadingElement>(null);
  // Who opened it with the keyboard goes on from here, and a screen reader says what opened.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [reading.id]);
  const { parts, related, tags } = reading;
  return (
    <article class="bank-reading" aria-labelledby="reading-title">
      <header>
        <h2 id="reading-title" ref={heading} tabIndex={-1}>
          {reading.title}
        </h2>
        <p class="about">
          {reading.id} · {reading.topic} · {reading.difficulty}
          {reading.members && ' · for members'} · since {reading.since}
        </p>
        {tags.length > 0 && <p class="about">{tags.join(' · ')}</p>}
      </header>
      {parts
        .filter(({ spoils }) => !spoils)
        .map((part) => (
          <Shown key={part.name} part={part} look={look} />
        ))}
      <details class="spoils" key={reading.id}>
        <summary>Show the answer</summary>
        {parts
          .filter(({ spoils }) => spoils)
          .map((part) => (
            <Shown key={part.name} part={part} look={look} />
          ))}
      </details>
      {related.length > 0 && (
        <section class="bank-related">
          <h3>Related</h3>
          {related.map((entry) => (
            <EntryLink key={entry.id} entry={entry} href={hrefOf(entry.id)} onOpen={onOpen} />
          ))}
        </section>
      )}
    </article>
  );
}

function Shown({ part, look }: { part: Part; look: Look }) {
  const around: Surroundings = {
    name: (id) => id,
    picture: (id) => {
      const picture = part.pictures.find((one) => one.id === id);
      return picture && { ...picture, url: `/bank-pictures/${picture.id}.png` };
    },
    press: undefined,
    pressed: undefined,
  };
  return (
    <section class="bank-part" data-part={part.name}>
      <h3>{part.title}</h3>
      <div class="message">
        <Face id="viva" name="Viva" />
        <div class="said">
          <p class="by">
            <strong class="name-viva">Viva</strong>
            <small class="app">APP</small>
          </p>
          {look === 'discord' ? (
            <DiscordMessage payload={part.discord} around={around} />
          ) : (
            <SlackMessage payload={part.slack} around={around} />
          )}
        </div>
      </div>
    </section>
  );
}
