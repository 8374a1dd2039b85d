/** The views, in the order of their keys. */
export const VIEWS = ["trade", "gamma", "day", "system"] as const;
export type View = (typeof VIEWS)[number];

function named(hash: string): View | undefined {
  return VIEWS.find((view) => hash === `#/${view}`);
}

/** Which view is looked at: what stands behind the address's #, so that a reload, a bookmark and the browser's way back know it. */
class Route {
  view = $state<View>(named(location.hash) ?? "trade");

  constructor() {
    // What names no view is something else's: an invitation, or a place within the page.
    addEventListener("hashchange", () => (this.view = named(location.hash) ?? this.view));
  }

  go(view: View): void {
    location.hash = `#/${view}`;
  }
}

export const route = new Route();
