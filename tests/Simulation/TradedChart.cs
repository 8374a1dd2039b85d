using Simulation.Checks;
using Simulation.Faults;
using Simulation.Market;
using Simulation.Study;

namespace Simulation;

/// <summary>A chart with a study of ours on it, and what happens there.</summary>
/// <param name="Plan">Its contract.</param>
/// <param name="Study">The study, and Sierra's order side of its symbol.</param>
/// <param name="Calls">Sierra's calls of the study.</param>
/// <param name="Always">What is held of its order side.</param>
/// <param name="Market">What it shows.</param>
/// <param name="Changes">What happens to the chart.</param>
/// <param name="IsFirstOfSymbol">False where another chart shows the same contract: market and order side are that one's too.</param>
internal sealed record TradedChart(
    ChartPlan Plan,
    StudySide Study,
    StudyCalls Calls,
    AlwaysTrue Always,
    MadeUpMarket Market,
    ChartFaults Changes,
    bool IsFirstOfSymbol
);
