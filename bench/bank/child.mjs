/** The bank of the built program, in a process of its own: answers `../child.ts` as its `serve` does. */
const dist = new URL('../../dist/', import.meta.url);
const built = (path) => import(new URL(path, dist).href);

let bank;
let readings;

const methods = {
  ready: () => undefined,
  /** `folder` of questions; `kept`: the file that readings are kept in. Gives the time with its modules loaded, ms. */
  async load({ folder, kept }) {
    const began = performance.now();
    const [{ loadBank }, { openReadings }] = await Promise.all([
      built('bank/load-bank.js'),
      built('bank/readings.js'),
    ]);
    readings ??= await openReadings(kept);
    const loaded = await loadBank([folder], {}, readings);
    const took = performance.now() - began;
    bank = loaded.bank;
    await readings.save();
    if (loaded.problems.length > 0) throw new Error(loaded.problems.map(({ message }) => message).join('; '));
    return { size: bank.size, took };
  },
  search(queries) {
    return queries.map((words) => {
      const began = performance.now();
      bank.find(words, { within: 'everything' });
      return performance.now() - began;
    });
  },
  async complete(queries) {
    const { complete } = await built('app/complete.js');
    const times = [];
    for (const typed of queries) {
      const began = performance.now();
      const found = await complete({ bank }, { kind: 'question', typed });
      times.push(performance.now() - began);
      if (found.length > 25) throw new Error(`${found.length} completions of ${typed}`);
    }
    return times;
  },
};

process.on('message', async ({ id, method, given }) => {
  try {
    process.send({ id, result: await methods[method](given) });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on('disconnect', () => process.exit(0));
