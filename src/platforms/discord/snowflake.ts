/** Discord's ids hold their own time: milliseconds since 2015, shifted by 22 bits. */
const epoch = 1_420_070_400_000;

/** The instant at which a message or interaction was made, by Discord's clock. */
export function timeOfSnowflake(id: string): number {
  return Number(BigInt(id) >> 22n) + epoch;
}

/** The smallest id of an instant: history after it begins there. */
export function snowflakeAt(at: number): string {
  return String(BigInt(Math.max(0, Math.floor(at) - epoch)) << 22n);
}

export function isSnowflake(id: string): boolean {
  return /^\d{1,20}$/.test(id);
}
