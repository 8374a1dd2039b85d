using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Replay;
using MiaIa.Replay.Sources;

namespace Kills;

/// <summary>What the running engine ordered, as its journal's bytes have it, against what a replay and a backtest of that journal order.</summary>
internal static class SameOrders
{
    private const byte IntentKind = 129;

    /// <summary>Byte for byte, in order. Returns how many there are.</summary>
    internal static int Hold(TradedDay day)
    {
        var live = JournalBytes
            .Segments(day.Journal)
            .SelectMany(JournalBytes.Read)
            .Where(record => record.Kind == IntentKind)
            .Select(record => Convert.ToHexString(record.Payload))
            .ToList();
        Assert.That(Replayed(day), Is.EqualTo(live), "orders of the replay and of the running engine");
        Assert.That(Backtested(day), Is.EqualTo(live), "orders of the backtest and of the running engine");
        return live.Count;
    }

    private static List<string> Replayed(TradedDay day)
    {
        var heard = new HeardIntents();
        string[] paths = [.. JournalSegments.Of(day.Journal).Whole.Select(segment => segment.Path)];
        JournalReplay.Run(paths, new EngineState(day.Options(), SegmentReader.ReadHeader(paths[0])!.FirstSignalId, heard));
        return heard.Intents;
    }

    // As miaia replay plays it.
    private static List<string> Backtested(TradedDay day)
    {
        var heard = new HeardIntents();
        using var source = JournalSource.Open(day.Journal, day.Options(), heard);
        source.Play(new ReplayRun(1_000), CancellationToken.None);
        return heard.Intents;
    }

    private sealed class HeardIntents : IDecisionSink
    {
        private readonly IntentRecord _record = new();

        internal List<string> Intents { get; } = [];

        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

        public void Traded(InstrumentEngine instrument)
        {
            foreach (ref readonly var intent in instrument.Core.Trading.Intents)
            {
                // A question changes nothing and has no record.
                if (intent.Kind != OrderIntentKind.Query)
                    Intents.Add(Convert.ToHexString(_record.Of(instrument.Name, intent)));
            }
        }
    }
}
