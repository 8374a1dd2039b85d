using MiaIa.Engine.Confluence;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Replay.Exports;

/// <summary>Time and price of an evaluation as the exports write them.</summary>
internal static class ReadingTime
{
    internal static DateTime From(ConfluenceSnapshot state) => DateTime.UnixEpoch.AddMicroseconds(state.ObservedAt.Micros);

    internal static decimal Points(EngineCore core) => core.LastPrice.Value * core.Options.TickSizePoints;
}
