import type { Pairs } from "../words/pairs";

/** The words of the view System. */
export const systemWords = {
  system_empty: ["No data yet", "Pas encore de données"],
} as const satisfies Pairs;
