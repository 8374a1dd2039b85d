import type { FeedState } from "./feed";

/** What a tab says to the worker. */
export type TabMessage = { type: "here"; streams: string; key: string; visible: boolean } | { type: "alive" } | { type: "bye" };

/** What the worker says to a tab; updates are bytes of PageUpdate, because a copy of an object would lose what is not set. */
export type WorkerMessage = { type: "update"; bytes: Uint8Array } | { type: "state"; state: FeedState };

/** A visible tab says so this often; one that has not for three times as long is gone. */
export const ALIVE_EVERY_MS = 5000;
