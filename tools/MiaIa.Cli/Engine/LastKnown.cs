using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Says of what is open in Sierra that no study confirms it: Sierra may have filled or cancelled since.</summary>
internal static class LastKnown
{
    /// <summary>To stand behind a position and orders; empty where a study confirms them, where they are on paper, or nothing is open.</summary>
    internal static string MarkOf(InstrumentState instrument) =>
        !instrument.StudyAttached
        && instrument.Trading is { Mode: TradingMode.Sim or TradingMode.Live } trading
        && (trading.PositionLots != 0 || instrument.Order.Count > 0)
            ? "no study is attached: as last known, not reconciled"
            : "";

    /// <summary>A line of its own for an instrument of which nothing else is shown; none where there is no mark.</summary>
    internal static IEnumerable<string> Lines(InstrumentState instrument) =>
        MarkOf(instrument) is { Length: > 0 } mark
            ? [$"  position {instrument.Trading.PositionLots:+0;-0;0}, {Counted.Of(instrument.Order.Count, "open order")}; {mark}"]
            : [];
}
