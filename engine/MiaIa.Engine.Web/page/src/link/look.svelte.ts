import type { CallOptions } from "@connectrpc/connect";
import { untrack } from "svelte";

// Shorter than a person's patience; the next question is asked anyway.
const ANSWER_MS = 3000;

/** What a view asks for while it is looked at: one question at a time, and none while the tab is hidden. */
export class Look<T> {
  value = $state.raw<T | undefined>(undefined);
  /** Why the newest question has no answer; empty when it has one. */
  fault = $state("");

  /**
   * @param ask A call of `page.client(…)`, with these options.
   * @param everyMs From an answer to the next question.
   */
  constructor(
    private readonly ask: (options: CallOptions) => Promise<T>,
    private readonly everyMs: number,
  ) {}

  /** Asks until what it returns is called: made for the `$effect` of a view. */
  run = (): (() => void) => {
    const ended = new AbortController();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const turn = async () => {
      if (document.visibilityState === "visible") await this.once(ended.signal);
      if (!ended.signal.aborted) waiting = setTimeout(() => void turn(), this.everyMs);
    };
    // What the question reads is no reason to ask anew.
    untrack(() => void turn());
    return () => {
      ended.abort();
      clearTimeout(waiting);
    };
  };

  private async once(signal: AbortSignal): Promise<void> {
    try {
      const value = await this.ask({ signal, timeoutMs: ANSWER_MS });
      if (signal.aborted) return;
      this.value = value;
      this.fault = "";
    } catch (fault) {
      if (!signal.aborted) this.fault = fault instanceof Error ? fault.message : String(fault);
    }
  }
}
