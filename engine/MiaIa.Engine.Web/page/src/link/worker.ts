// One stream for all tabs of this browser. It is open while one of them can be seen, and closed while all are hidden.
import { toBinary } from "@bufbuild/protobuf";
import { type PageUpdate, PageUpdateSchema } from "../generated/miaia/v1/page_pb";
import { Feed } from "./feed";
import { ALIVE_EVERY_MS, type TabMessage, type WorkerMessage } from "./messages";

interface Tab {
  port: MessagePort;
  visible: boolean;
  heardAt: number;
}

// Long enough for a look at another window.
const HIDDEN_MS = 1000;

const tabs = new Set<Tab>();
let feed: Feed | undefined;
let key = "";
let closing: ReturnType<typeof setTimeout> | undefined;

function say(tab: Tab, message: WorkerMessage): void {
  tab.port.postMessage(message);
}

function seen(): Tab[] {
  return [...tabs].filter((tab) => tab.visible);
}

function tell(update: PageUpdate): void {
  const bytes = toBinary(PageUpdateSchema, update);
  for (const tab of seen()) say(tab, { type: "update", bytes });
}

function feedOf(streams: string): Feed {
  return new Feed(
    streams,
    () => key,
    tell,
    (state) => seen().forEach((tab) => say(tab, { type: "state", state })),
  );
}

function look(): void {
  if (seen().length > 0) {
    clearTimeout(closing);
    closing = undefined;
    feed?.open();
  } else closing ??= setTimeout(() => (feed?.close(), (closing = undefined)), HIDDEN_MS);
}

function hear(tab: Tab, message: TabMessage): void {
  tab.heardAt = Date.now();
  if (message.type === "bye") tabs.delete(tab);
  else tabs.add(tab);
  if (message.type === "here") {
    if (key !== message.key) feed?.close();
    key = message.key;
    feed ??= feedOf(message.streams);
    const appears = message.visible && !tab.visible;
    tab.visible = message.visible;
    if (appears && feed.known !== undefined) say(tab, { type: "update", bytes: toBinary(PageUpdateSchema, feed.known) });
    if (appears) say(tab, { type: "state", state: feed.state });
  }
  look();
}

setInterval(() => {
  const deadline = Date.now() - 3 * ALIVE_EVERY_MS;
  for (const tab of seen()) if (tab.heardAt < deadline) tabs.delete(tab);
  look();
}, ALIVE_EVERY_MS);

(self as unknown as { onconnect: (event: MessageEvent) => void }).onconnect = (event) => {
  const port = event.ports[0];
  if (port === undefined) return;
  const tab: Tab = { port, visible: false, heardAt: Date.now() };
  tabs.add(tab);
  port.onmessage = (heard: MessageEvent<TabMessage>) => hear(tab, heard.data);
};
