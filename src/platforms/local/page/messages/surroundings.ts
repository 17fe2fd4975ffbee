/** What a payload needs from the page around it. */
export interface Surroundings {
  /** Where a picture is, by its id. */
  picture(id: string): { url: string; alt: string; width: number; height: number } | undefined;
  /** How a person or channel is called. */
  name(id: string): string;
  /** Undefined where messages are only looked at: their buttons are off. */
  press: ((action: string) => void) | undefined;
  /** The action whose press is under way. */
  pressed: string | undefined;
}
