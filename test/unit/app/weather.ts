import type { Platform } from '../../../src/app/ports/platform.ts';
import type { Stage } from '../../contract/stage.ts';

/** Puts `changes` in place of what the stage's platform does; each gets the platform as it was. */
export function bend(
  stage: Pick<Stage, 'viva' | 'world'>,
  changes: (real: Platform) => Partial<Platform>,
): Platform {
  const { context } = stage.viva;
  const real = context.platforms.get(stage.world.platform);
  if (real === undefined) throw new Error('the stage has no platform');
  context.platforms = new Map([[real.name, { ...real, ...changes(real) }]]);
  return real;
}

/** A promise with its handle outside, to hold something up until the test lets go. */
export function gate(): { open(): void; passed: Promise<void> } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}
