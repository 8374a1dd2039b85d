// Only what this view draws is taken of the library.
import { BarChart, HeatmapChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart,
  HeatmapChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

export type Picture = EChartsCoreOption;

export interface Chart {
  show(picture: Picture): void;
  end(): void;
}

/** A chart that is as large as its place. */
export function draw(place: HTMLElement): Chart {
  const chart = init(place, null, { renderer: "canvas" });
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(place);
  return {
    show: (picture) => chart.setOption(picture, { notMerge: true }),
    end: () => {
      sizes.disconnect();
      // A picture that is only half painted would go on in the next frame, without its canvas: an empty one is painted at once.
      chart.clear();
      chart.getZr().flush();
      chart.dispose();
    },
  };
}
