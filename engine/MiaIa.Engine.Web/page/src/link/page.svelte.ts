import { fromBinary } from "@bufbuild/protobuf";
import type { DescService } from "@bufbuild/protobuf";
import { type Client, createClient } from "@connectrpc/connect";
import { Alerts } from "../generated/miaia/v1/alert_pb";
import { Engine } from "../generated/miaia/v1/engine_pb";
import { type PageUpdate, PageUpdateSchema } from "../generated/miaia/v1/page_pb";
import { isLockedOut, transportTo } from "./calls";
import { Feed, type FeedState } from "./feed";
import { merge } from "./merge";
import { ALIVE_EVERY_MS, type TabMessage, type WorkerMessage } from "./messages";

const KEY = "miaia.key";
const COMMAND_MS = 5000;
const STALE_MS = 3000;

/** What this tab knows of the engine, and how it is reached. */
class PageLink {
  known = $state.raw<PageUpdate | undefined>(undefined);
  state = $state<FeedState>("opening");
  /** Milliseconds since the last message. */
  silentMs = $state(0);
  stale = $derived(this.known !== undefined && this.silentMs >= STALE_MS);

  private heardAt = performance.now();
  private key = localStorage.getItem(KEY) ?? "";
  private streams = "";
  private worker: MessagePort | undefined;
  private own: Feed | undefined;
  private readonly engine = createClient(Engine, transportTo(location.origin, () => this.key));

  private readonly alerts = createClient(Alerts, transportTo(location.origin, () => this.key));

  async start(): Promise<void> {
    await this.enter();
    const places = (await (await fetch("/places.json")).json()) as { streams: number };
    this.streams = `${location.protocol}//${location.hostname}:${places.streams}`;
    document.addEventListener("visibilitychange", () => this.show());
    addEventListener("pagehide", () => this.worker?.postMessage({ type: "bye" } satisfies TabMessage));
    addEventListener("pageshow", (shown) => shown.persisted && this.show());
    addEventListener("hashchange", () => void this.enter().then(() => this.show()));
    setInterval(() => (this.silentMs = performance.now() - this.heardAt), 500);
    setInterval(() => this.worker?.postMessage({ type: "alive" } satisfies TabMessage), ALIVE_EVERY_MS);
    this.connect();
    this.show();
  }

  halt = (reason: string) => this.engine.halt({ reason, by: "page" }, { timeoutMs: COMMAND_MS });
  flatten = (reason: string) => this.engine.flatten({ reason, by: "page" }, { timeoutMs: COMMAND_MS });
  resume = () => this.engine.resume({ by: "page" }, { timeoutMs: COMMAND_MS });

  /** An alert was seen; 0n = all that are open. */
  acknowledge = (id: bigint) => this.alerts.acknowledge({ id, by: "page" }, { timeoutMs: COMMAND_MS });

  /** For what a view asks itself, on the port of streams: a question that hangs takes no connection from a command. */
  client<T extends DescService>(service: T): Client<T> {
    return createClient(service, transportTo(this.streams, () => this.key));
  }

  /** A command's fault in words; a key that counts no more closes the page. */
  explain(fault: unknown): string {
    if (isLockedOut(fault)) this.state = "locked";
    return fault instanceof Error ? fault.message : String(fault);
  }

  // The link's invitation is good once; what it buys stays in this browser.
  private async enter(): Promise<void> {
    const invitation = /^#enter=([0-9a-f]+)$/.exec(location.hash)?.[1];
    if (invitation === undefined) return;
    history.replaceState(null, "", location.pathname);
    const answer = await fetch("/enter", { method: "POST", body: invitation });
    if (!answer.ok) return;
    this.key = await answer.text();
    localStorage.setItem(KEY, this.key);
  }

  private connect(): void {
    if (typeof SharedWorker === "undefined") {
      this.own = new Feed(
        this.streams,
        () => this.key,
        (update) => this.take(update),
        (state) => (this.state = state),
      );
      return;
    }
    const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "miaia" });
    this.worker = worker.port;
    worker.port.onmessage = (heard: MessageEvent<WorkerMessage>) => {
      if (heard.data.type === "state") this.state = heard.data.state;
      else this.take(fromBinary(PageUpdateSchema, heard.data.bytes));
    };
  }

  private show(): void {
    const visible = document.visibilityState === "visible";
    this.worker?.postMessage({ type: "here", streams: this.streams, key: this.key, visible } satisfies TabMessage);
    if (visible) this.own?.open();
    else this.own?.close();
  }

  private take(update: PageUpdate): void {
    this.heardAt = performance.now();
    this.silentMs = 0;
    this.known = merge(this.known, update) ?? this.known;
  }
}

export const page = new PageLink();
