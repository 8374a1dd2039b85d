/** Blue and orange can be told apart by everybody; violet and grey stand for what has no side. */
export interface Ink {
  text: string;
  grid: string;
  panel: string;
  call: string;
  put: string;
  gamma: string;
  net: string;
}

export const INK: Record<"light" | "dark", Ink> = {
  light: { text: "#55606e", grid: "#e6eaf0", panel: "#ffffff", call: "#2f81e0", put: "#e07b1f", gamma: "#7d4fc4", net: "#17202b" },
  dark: { text: "#9eabba", grid: "#1f2935", panel: "#141b25", call: "#3f8fe8", put: "#d97a1f", gamma: "#b794f6", net: "#e7edf4" },
};

export const LEVEL_INK = { call_wall: "call", put_wall: "put", zero_gamma: "gamma", absolute_gamma: "text" } as const;
/** Beside its colour each level has a stroke of its own. */
export const LEVEL_STROKE = { call_wall: "solid", put_wall: "solid", zero_gamma: "dashed", absolute_gamma: "dotted" } as const;
