import { createClient } from "@connectrpc/connect";
import { Page, type PageUpdate } from "../generated/miaia/v1/page_pb";
import { isLockedOut, transportTo } from "./calls";
import { merge } from "./merge";

export type FeedState = "opening" | "live" | "lost" | "locked";

// The engine says something each second: a stream that is silent for so long is dead, however open it looks.
const SILENCE_MS = 5000;
const RETRY_MS = [250, 500, 1000];

/** The one stream of this browser: opened again for as long as it is wanted, each time with everything first. */
export class Feed {
  known: PageUpdate | undefined;
  state: FeedState = "opening";
  private running: AbortController | undefined;

  constructor(
    private readonly streams: string,
    private readonly key: () => string,
    private readonly onUpdate: (update: PageUpdate) => void,
    private readonly onState: (state: FeedState) => void,
  ) {}

  open(): void {
    if (this.running !== undefined) return;
    this.running = new AbortController();
    void this.run(this.running.signal);
  }

  close(): void {
    this.running?.abort();
    this.running = undefined;
    this.known = undefined;
  }

  private async run(wanted: AbortSignal): Promise<void> {
    const client = createClient(Page, transportTo(this.streams, this.key));
    for (let attempt = 0; !wanted.aborted; attempt++) {
      const call = new AbortController();
      const stop = () => call.abort();
      wanted.addEventListener("abort", stop);
      let silence: ReturnType<typeof setTimeout> | undefined;
      const listen = () => {
        clearTimeout(silence);
        silence = setTimeout(stop, SILENCE_MS);
      };
      try {
        listen();
        for await (const update of client.watch({}, { signal: call.signal })) {
          if (wanted.aborted) return;
          attempt = 0;
          listen();
          this.take(update);
        }
      } catch (fault) {
        if (wanted.aborted) return;
        if (isLockedOut(fault)) {
          this.say("locked");
          this.running = undefined;
          return;
        }
      } finally {
        clearTimeout(silence);
        wanted.removeEventListener("abort", stop);
      }
      this.say("lost");
      await new Promise((again) => setTimeout(again, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)]));
    }
  }

  private take(update: PageUpdate): void {
    this.known = merge(this.known, update);
    this.say("live");
    this.onUpdate(update);
  }

  private say(state: FeedState): void {
    if (this.state === state) return;
    this.state = state;
    this.onState(state);
  }
}
