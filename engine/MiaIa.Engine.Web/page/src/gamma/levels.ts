import type { GammaExposure, GammaLevel, GammaMinutes, GammaScope } from "../generated/miaia/v1/gamma_pb";

export type ScopeName = "all" | "first" | "volume";

/** The levels of a scope in the order in which they are listed. */
export const LEVELS = ["call_wall", "put_wall", "zero_gamma", "absolute_gamma"] as const;
export type LevelName = (typeof LEVELS)[number];

export interface LevelLine {
  name: LevelName;
  /** Of the future. */
  points: number;
}

export function scopeOf(exposure: GammaExposure | undefined, scope: ScopeName): GammaScope | undefined {
  return exposure?.[scope];
}

/** A level's details where it is a strike; zero gamma is none. */
export function strikeLevelOf(scope: GammaScope, name: LevelName): GammaLevel | undefined {
  return name === "call_wall" ? scope.callWall : name === "put_wall" ? scope.putWall : name === "absolute_gamma" ? scope.absoluteGamma : undefined;
}

/** The levels as they are now, in points of the future. */
export function linesNow(scope: GammaScope | undefined, basis: number): LevelLine[] {
  if (scope === undefined) return [];
  return LEVELS.flatMap((name) => {
    const points = name === "zero_gamma" ? scope.zeroGammaPoints : strikeLevelOf(scope, name)?.strike;
    return points === undefined ? [] : [{ name, points: points + basis }];
  });
}

/** The levels of one minute of the day, by the basis of that minute; today's volume has no history, and all expiries stand for it. */
export function linesAt(minutes: GammaMinutes, index: number, scope: ScopeName): LevelLine[] {
  const levels = scope === "first" ? minutes.first : minutes.all;
  const basis = minutes.basisPoints[index] ?? NaN;
  const columns = { call_wall: levels?.callWall, put_wall: levels?.putWall, zero_gamma: levels?.zeroGamma, absolute_gamma: levels?.absoluteGamma };
  return LEVELS.flatMap((name) => {
    const points = (columns[name]?.[index] ?? NaN) + basis;
    return Number.isFinite(points) ? [{ name, points }] : [];
  });
}

/** yyyymmdd as yyyy-mm-dd. */
export function dateOf(number: number): string {
  const text = String(number);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}
