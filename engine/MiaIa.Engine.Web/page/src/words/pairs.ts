/** Words in English and in French. */
export type Pairs = Record<string, readonly [english: string, french: string]>;
