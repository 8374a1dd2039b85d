import { engineText } from "./engine";
import { dateText, type Language, numberText, shortDateText } from "./figures";
import { nameOf, say, type Word } from "./words";

type Theme = "light" | "dark";

const dark = matchMedia("(prefers-color-scheme: dark)");

/** What this person has chosen, kept in this browser. */
class Choice {
  language = $state<Language>((localStorage.getItem("miaia.language") ?? navigator.language).startsWith("fr") ? "fr" : "en");
  theme = $state<Theme>((localStorage.getItem("miaia.theme") as Theme | null) ?? (dark.matches ? "dark" : "light"));

  word = (word: Word, ...values: (string | number)[]): string => say(this.language, word, ...values);
  name = (name: string): string => nameOf(this.language, name);
  /** French has a space before its colon. */
  get colon(): string {
    return this.language === "fr" ? "\u00a0: " : ": ";
  }

  /** A reason or a text of the engine. */
  said = (text: string): string => engineText(this.language, text);

  /** A number with a sign, and a minus that is as wide as the plus. */
  signed = (value: number, digits = 2): string => `${value > 0 ? "+" : value < 0 ? "−" : ""}${this.number(Math.abs(value), digits)}`;

  number = (value: number, digits = 2): string => numberText(this.language, value, digits);

  /** A date that the engine has as 2026-06-25, or a month as 2026-06. */
  date = (iso: string): string => dateText(this.language, iso);
  shortDate = (iso: string): string => shortDateText(this.language, iso);

  turnLanguage = (): void => {
    this.language = this.language === "fr" ? "en" : "fr";
    localStorage.setItem("miaia.language", this.language);
  };

  turnTheme = (): void => {
    this.theme = this.theme === "dark" ? "light" : "dark";
    localStorage.setItem("miaia.theme", this.theme);
  };
}

export const choice = new Choice();
