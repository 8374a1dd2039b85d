using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Signals;
using MiaIa.Replay.Tests;

namespace MiaIa.Projections.Tests;

/// <summary>Journals of made-up mornings in which signals are born, refused, traded and ended.</summary>
internal static class TradedMornings
{
    private const long DayNanos = 24 * 3_600 * UnixNanos.PerSecond;

    /// <summary>Limits that a made-up morning reaches, and a stop near enough that trades end.</summary>
    internal static readonly EngineOptions Options = new(
        [
            InstrumentOptions.Es with
            {
                Confluence = new()
                {
                    Tiers = new()
                    {
                        Weak = 0.005,
                        Good = 0.01,
                        Strong = 0.03,
                        Premium = 0.06,
                    },
                },
                Signals = new()
                {
                    CoverageFloor = 0.05,
                    HoldMillis = 100,
                    EndMargin = 0.01,
                    DemotionMargin = 0.005,
                    RearmMargin = 0.005,
                    RearmSeconds = 3,
                },
                Trading = new() { Risk = new() { SpreadTicksMax = 6 } },
            },
        ],
        "1.0.0"
    )
    {
        Account = new() { LossCooldownSeconds = 20 },
    };

    /// <summary>Writes one segment. Returns its path.</summary>
    internal static string Write(
        string folder,
        int seed = 3,
        int events = 20_000,
        uint number = 1,
        uint chainFirst = 1,
        ulong firstSignalId = 1,
        int days = 0,
        ulong? end = null,
        byte[]? carry = null
    )
    {
        var start = MadeUpMorning.StartNanos + (days * DayNanos);
        using var maker = new JournalMaker(folder, Options, start, segment: (number, chainFirst, firstSignalId), carry: carry);
        foreach (var e in MadeUpMorning.Events(seed, events))
            maker.Add(days == 0 ? e : Moved(e, days * DayNanos));
        if (end is { } hash)
            maker.End(hash);
        return maker.Path;
    }

    /// <summary>What the cores decide from a folder's segments, chain by chain: the state that each chain ends in.</summary>
    internal static IReadOnlyList<EngineState> Replay(string folder, IDecisionSink sink)
    {
        var chains = JournalSegments.Of(folder).Whole.GroupBy(segment => segment.Header.ChainFirstNumber);
        var states = new List<EngineState>();
        foreach (var chain in chains)
        {
            var state = new EngineState(Options, chain.First().Header.FirstSignalId, sink);
            JournalReplay.Run([.. chain.Select(segment => segment.Path)], state);
            states.Add(state);
        }

        return states;
    }

    /// <summary>The same event at another time.</summary>
    internal static MarketEvent Moved(in MarketEvent e, long nanos)
    {
        var (observed, received) = (UnixNanos.Trusted(e.ObservedAt.Value + nanos), UnixNanos.Trusted(e.ReceivedAt.Value + nanos));
        return e.Kind switch
        {
            MarketEventKind.Trade => MarketEvent.Trade(observed, received, e.Price, e.Volume, e.Aggressor, e.Group, e.Bid, e.Ask),
            MarketEventKind.Book => MarketEvent.BookChanged(observed, received, e.Book!),
            MarketEventKind.Heartbeat => MarketEvent.Heartbeat(observed, received),
            _ => MarketEvent.Clock(received),
        };
    }

    /// <summary>Counts what the cores decide, by itself.</summary>
    internal sealed class Tally : IDecisionSink
    {
        internal int Births { get; private set; }

        internal int Events { get; private set; }

        internal int Approved { get; private set; }

        internal int Refused { get; private set; }

        internal int Orders { get; private set; }

        internal List<(string Key, int Lots, int Price)> Fills { get; } = [];

        internal List<(ulong Signal, long ProfitCents, long FeesCents)> Trips { get; } = [];

        internal int Ghosts { get; private set; }

        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions)
        {
            foreach (ref readonly var decision in decisions)
            {
                Births += decision.Event == SignalEvent.Born ? 1 : 0;
                Events += decision.Event == SignalEvent.Born ? 0 : 1;
            }
        }

        public void Traded(InstrumentEngine instrument)
        {
            var trading = instrument.Core.Trading;
            foreach (ref readonly var verdict in trading.Verdicts)
            {
                Approved += verdict.IsApproved ? 1 : 0;
                Refused += verdict.IsApproved ? 0 : 1;
            }

            foreach (ref readonly var intent in trading.Intents)
                Orders += intent.Kind == Engine.Orders.OrderIntentKind.Query ? 0 : 1;
            foreach (ref readonly var fill in trading.Fills)
                Fills.Add((fill.Key.ToString("x16", null), fill.Lots.Value, fill.Price.Value));
            foreach (ref readonly var trip in trading.RoundTrips)
                Trips.Add((trip.SignalId, trip.ProfitCents, trip.FeesCents));
            Ghosts += trading.EndedGhosts.Length;
        }
    }
}
