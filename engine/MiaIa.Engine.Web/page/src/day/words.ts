import type { Pairs } from "../words/pairs";

/** The words of the view Day. */
export const dayWords = {
  day_empty: ["No data yet", "Pas encore de données"],
} as const satisfies Pairs;
