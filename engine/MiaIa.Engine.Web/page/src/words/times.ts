import { choice } from "./choice.svelte";

const clock = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minute = new Intl.DateTimeFormat("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" });
const dayIn = (locale: string) => new Intl.DateTimeFormat(locale, { timeZone: "America/New_York", day: "2-digit", month: "short" });
const days = { en: dayIn("en-GB"), fr: dayIn("fr-FR") };

/** Hour, minute and second in New York of microseconds since 1970. */
export function clockOf(micros: bigint): string {
  return micros === 0n ? "—" : clock.format(Number(micros / 1000n));
}

/** Hour and minute in New York of seconds since 1970. */
export function minuteOf(seconds: number): string {
  return minute.format(seconds * 1000);
}

/** Day and month in New York of seconds since 1970. */
export function dayOf(seconds: number): string {
  return days[choice.language].format(seconds * 1000);
}

/** How long ago, short: 42 s, 7 min, 3 h. */
export function ageOf(micros: bigint): string {
  const seconds = Math.max(0, Math.round(Number(micros) / 1e6));
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** Day, month and time of day in New York of milliseconds since 1970. */
export function momentOf(millis: bigint): string {
  return `${days[choice.language].format(Number(millis))} ${clock.format(Number(millis))}`;
}
