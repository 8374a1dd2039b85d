using MiaIa.Cli.Parsing;
using MiaIa.V1;

namespace MiaIa.Cli.Demo;

/// <summary>What a run was and what came of it, as one document for programs.</summary>
internal static class DemoOutcome
{
    /// <summary>The document.</summary>
    /// <param name="session">What was learned.</param>
    /// <param name="options">What was asked for.</param>
    public static string Json(PlayedSession session, DemoOptions options)
    {
        var shortfalls = DemoVerdict.From(session);
        return JsonOutput.Of(
            new
            {
                Arrived = shortfalls.Count == 0,
                Shortfalls = shortfalls,
                session.Refused,
                session.Start?.Symbol,
                Synthetic = session.MustBeSynthetic,
                Played = new
                {
                    session.Tally.TradeRecords,
                    session.Tally.Trades,
                    session.Tally.BuyLots,
                    session.Tally.SellLots,
                    session.Tally.DepthBatches,
                    session.Tally.Books,
                },
                Engine = session.Instrument is { } instrument ? OfEngine(instrument) : null,
                Signals = session.Signals.Select(signal => new
                {
                    signal.Tier,
                    signal.Direction,
                    signal.Score,
                }),
                session.Levels.Levels,
                session.Gateway,
                Journal = session.Engine?.Journal is { } journal
                    ? new
                    {
                        journal.Path,
                        journal.Records,
                        journal.Bytes,
                        DecisionHash = $"{journal.DecisionHash:x16}",
                    }
                    : null,
                Picture = options.PicturePath is { } picture && File.Exists(picture) ? picture : null,
                Kept = options.KeepFolder,
            }
        );
    }

    private static object OfEngine(InstrumentState engine) =>
        new
        {
            engine.Instrument,
            engine.Label,
            engine.TradeRecords,
            engine.Trades,
            engine.BuyLots,
            engine.SellLots,
            engine.Bars,
            Books = engine.DepthSnapshots,
            engine.Gaps,
            engine.FramesMissing,
            Refused = engine.Refused.ToDictionary(one => one.Name, one => one.Count),
            Trading = engine.Trading is { } trading
                ? new
                {
                    trading.Mode,
                    trading.TradesToday,
                    trading.DayProfitCents,
                    trading.PositionLots,
                }
                : null,
            Latency = engine.Latency.Select(hop => new
            {
                hop.Hop,
                hop.P50Us,
                hop.P99Us,
                hop.MaxUs,
                hop.Count,
            }),
        };
}
