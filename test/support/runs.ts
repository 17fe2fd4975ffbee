/**
 * How often a property is tried with other examples: VIVA_TEST_RUNS times, or as often as an everyday run of all tests
 * can afford. Before a release: 10,000 (CONTRIBUTING.md).
 */
export const runs = (everyday = 200): number => Number(process.env.VIVA_TEST_RUNS ?? everyday);
