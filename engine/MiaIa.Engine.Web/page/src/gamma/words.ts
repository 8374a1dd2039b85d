import type { Pairs } from "../words/pairs";

/** The words of the view Gamma. */
export const gammaWords = {
  gamma_empty: ["No data yet", "Pas encore de données"],
} as const satisfies Pairs;
