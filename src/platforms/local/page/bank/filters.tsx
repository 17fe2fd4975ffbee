import { difficulties } from '../../../../core/topics.ts';
import type { Shelf } from '../../library.ts';
import type { BankAddress } from './address.ts';

interface Properties {
  address: BankAddress;
  shelf: Shelf | undefined;
  onChange(change: Partial<BankAddress>): void;
}

/** What the list shows. Words are searched as `/viva search` does. */
export function Filters({ address, shelf, onChange }: Properties) {
  const topics = shelf?.topics.filter(({ questions, code }) => questions > 0 || code === address.topic) ?? [];
  return (
    <search class="bank-filters">
      <label class="words">
        <span class="unseen">Search the questions</span>
        <input
          type="search"
          placeholder="Search the questions"
          maxLength={200}
          value={address.words}
          onInput={({ currentTarget }) => onChange({ words: currentTarget.value })}
        />
      </label>
      <label>
        <span class="unseen">Topic</span>
        <select
          value={address.topic}
          onChange={({ currentTarget }) => onChange({ topic: currentTarget.value as BankAddress['topic'] })}
        >
          <option value="">Every topic</option>
          {topics.map(({ code, name, questions }) => (
            <option key={code} value={code}>
              {name} ({questions})
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">Difficulty</span>
        <select
          value={address.difficulty}
          onChange={({ currentTarget }) =>
            onChange({ difficulty: currentTarget.value as BankAddress['difficulty'] })
          }
        >
          <option value="">Every difficulty</option>
          {difficulties.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
