import { describe, expect, test } from 'vitest';
import { catalogue, commandPath } from '../../src/core/catalogue.ts';
import { commandFromOptions } from '../../src/core/command.ts';

describe('the catalogue keeps the platforms’ limits', () => {
  test.each(catalogue.map((spec) => [`/${spec.root} ${commandPath(spec)}`, spec] as const))(
    '%s',
    (_name, spec) => {
      expect(spec.name).toMatch(/^[a-z-]{1,32}$/);
      expect(spec.description.length).toBeLessThanOrEqual(100);
      expect(spec.options.length).toBeLessThanOrEqual(25);
      const required = spec.options.map((option) => option.required);
      expect(required).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
      for (const option of spec.options) {
        expect(option.name).toMatch(/^[a-z-]{1,32}$/);
        expect(option.description.length).toBeLessThanOrEqual(100);
        expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25);
      }
    },
  );

  test('each command takes exactly what its type says', () => {
    for (const spec of catalogue) {
      const given = Object.fromEntries(
        spec.options.map((option) => [
          option.name,
          option.choices?.[0]?.value ??
            (option.type === 'integer' ? 1 : option.type === 'boolean' ? true : 'x'),
        ]),
      );
      expect(commandFromOptions(spec.root, commandPath(spec), given)).toEqual({
        name: commandPath(spec),
        ...given,
      });
    }
  });
});
