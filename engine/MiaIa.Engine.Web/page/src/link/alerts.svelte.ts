import { Alerts, type AlertList } from "../generated/miaia/v1/alert_pb";
import { Look } from "./look.svelte";
import { page } from "./page.svelte";

const EVERY_MS = 2000;

/** The engine's alerts: looked at in every view, since one is to be seen wherever a person is. */
class AlertsLink {
  private look = $state.raw<Look<AlertList> | undefined>(undefined);
  list = $derived(this.look?.value);
  /** Of those that are open and that nobody has acknowledged. */
  waiting = $derived(this.look?.value?.unacknowledged ?? 0);

  /** Asks until what it returns is called. */
  run = (): (() => void) => {
    const client = page.client(Alerts);
    const look = new Look<AlertList>((options) => client.list({}, options), EVERY_MS);
    this.look = look;
    return look.run();
  };
}

export const alerts = new AlertsLink();
