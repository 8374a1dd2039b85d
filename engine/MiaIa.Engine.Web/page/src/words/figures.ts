export type Language = "en" | "fr";

/** What the browser calls the page's language. */
export const localeOf = (language: Language): string => (language === "fr" ? "fr-FR" : "en-US");

/** A number with so many digits behind its point, or comma. */
export function numberText(language: Language, value: number, digits: number): string {
  return new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A date as the engine has it, 2026-06-25 or 2026-06, as the language writes it: 25/06/2026 in French. English keeps the engine's. */
export function dateText(language: Language, iso: string): string {
  const [year, month, day] = iso.split("-").map(Number);
  if (language === "en" || year === undefined || month === undefined) return iso;
  const form = new Intl.DateTimeFormat(localeOf(language), { timeZone: "UTC", year: "numeric", month: "2-digit", ...(day !== undefined && { day: "2-digit" }) });
  return form.format(Date.UTC(year, month - 1, day ?? 1));
}

/** The same where there is little room: 26-06-25, or 25/06/26 in French. */
export function shortDateText(language: Language, iso: string): string {
  const whole = dateText(language, iso);
  return language === "en" ? whole.slice(2) : whole.slice(0, 6) + whole.slice(8);
}

/** A decimal number or a moment that stands alone within a text of the engine; undefined for what is neither. */
export function figureText(language: Language, text: string): string | undefined {
  const [, sign, number, decimals] = /^([+−-]?)(\d+\.(\d+))$/.exec(text) ?? [];
  if (sign !== undefined && number !== undefined && decimals !== undefined) return sign + numberText(language, Number(number), decimals.length);
  const [, date, clock] = /^(\d{4}-\d{2}-\d{2})( \d{2}:\d{2})?$/.exec(text) ?? [];
  return date === undefined ? undefined : dateText(language, date) + (clock ?? "");
}
