import { frenchOfEngine } from "../generated/french";
import { figureText, type Language } from "./figures";
import { sentences } from "./sentences";

interface Sentence {
  form: RegExp;
  french: string;
}

const fixed = new Map([...sentences.filter(([english]) => !english.includes("{")), ...frenchOfEngine]);
const forms: Sentence[] = sentences.filter(([english]) => english.includes("{")).map(([english, french]) => ({ form: formOf(english), french }));

/** A reason, a code or a text of the engine in the trader's language. What a person has written, and whatever else is unknown, stays. */
export function engineText(language: Language, text: string): string {
  return language === "fr" ? (inFrench(text) ?? text) : text;
}

function inFrench(text: string): string | undefined {
  return fixed.get(text) ?? figureText("fr", text) ?? filled(text) ?? listed(text) ?? joined(text);
}

// With values, which may be the engine's words in their turn.
function filled(text: string): string | undefined {
  for (const { form, french } of forms) {
    const values = form.exec(text)?.slice(1);
    if (values !== undefined) return french.replace(/\{(\d)\}/g, (_, place: string) => engineText("fr", values[Number(place)] ?? ""));
  }
  return undefined;
}

// Several codes behind each other, perhaps with an explanation behind a colon: all of them are known, or the text is none of the engine's.
function listed(text: string): string | undefined {
  const [, codes = "", explanation] = /^([^:]*)(?:: (.*))?$/.exec(text) ?? [];
  const words = codes.split(/,? /).map((code) => fixed.get(code));
  if (!words.every((word) => word !== undefined)) return undefined;
  return words.join(", ") + (explanation === undefined ? "" : ` : ${engineText("fr", explanation)}`);
}

// A person's halt before a limit's: "who: why; daily_loss: …".
function joined(text: string): string | undefined {
  const at = text.lastIndexOf("; runaway: ") >= 0 ? text.lastIndexOf("; runaway: ") : text.lastIndexOf("; daily_loss: ");
  return at < 0 ? undefined : `${engineText("fr", text.slice(0, at))} ; ${engineText("fr", text.slice(at + 2))}`;
}

function formOf(english: string): RegExp {
  const parts = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  // Each value ends where the words behind it begin first, as in the study's table.
  return new RegExp(`^${parts.join("(.*?)")}$`);
}
