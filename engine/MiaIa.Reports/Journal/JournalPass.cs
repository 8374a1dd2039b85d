using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using MiaIa.Reports.Periods;
using MiaIa.V1;

namespace MiaIa.Reports.Journal;

/// <summary>Replays chains of a journal, and looks on: how frames came, what each second was like, what was decided.</summary>
internal sealed class JournalPass
{
    private const double HurryMin = 1.1;
    private const long HurryNsMin = 60 * UnixNanos.PerSecond;

    private readonly ReportPeriod _period;
    private readonly SortedDictionary<string, PeriodTally> _tallies = new(StringComparer.Ordinal);
    private readonly LatencyTally _latency = new();
    private readonly LatencyTally _sierra = new();
    private readonly FrameReader _frames = new();
    private readonly CancellationToken _cancellation;

    // Played markets: how far each went, and how long that took.
    private readonly Dictionary<string, PlayedSpan> _played = new(StringComparer.Ordinal);
    private long _receivedUnixNs;
    private long _second;

    internal JournalPass(ReportPeriod period, CancellationToken cancellation)
    {
        _period = period;
        _cancellation = cancellation;
    }

    /// <summary>Regular seconds in which the journal took a record while a study was attached.</summary>
    internal long ReadySeconds { get; private set; }

    /// <summary>Whether a session was played faster than it once went, by more than a pause or a clock explains.</summary>
    internal bool WasHurried =>
        _played.Values.Any(span => span.MarketNs - span.WallNs > HurryNsMin && span.MarketNs > span.WallNs * HurryMin);

    /// <summary>How far the newest chain was read.</summary>
    internal JournalPosition End { get; private set; }

    internal LatencyFacts? Latency => _latency.Facts();

    internal LatencyFacts? SierraWait => _sierra.Facts();

    internal IReadOnlyList<InstrumentFacts> Instruments => [.. _tallies.Select(tally => tally.Value.Facts(tally.Key))];

    /// <summary>Replays one chain.</summary>
    /// <param name="options">By which it was decided.</param>
    /// <param name="segments">Oldest first.</param>
    /// <param name="intents">Holds order intents against those recorded.</param>
    /// <param name="sink">Takes what is decided.</param>
    /// <exception cref="JournalCorruptException">A segment cannot be trusted.</exception>
    internal ReplayTotals Replay(
        EngineOptions options,
        IReadOnlyList<(string Path, JournalHeader Header)> segments,
        IntentComparison intents,
        ReplayedDecisions sink
    )
    {
        var state = new EngineState(options, segments[0].Header.FirstSignalId, sink) { HashesDepth = false };
        var totals = new ReplayTotals();
        foreach (var (path, header) in segments)
        {
            using var reader = SegmentReader.Open(path);
            reader.Header?.Begin(state);
            while (reader.TryRead(out var record))
            {
                totals.Records++;
                var instrument = JournalReplay.Apply(path, state, record, _frames, totals, intents);
                _receivedUnixNs = record.ReceivedAtUnixNs;
                Look(state, instrument);
            }

            End = new(header.Number, reader.SoundBytes);
        }

        intents.End();
        foreach (var instrument in state.Instruments.Where(instrument => instrument.Publisher is not null))
            TallyOf(instrument).EndChain(instrument);
        return totals;
    }

    private void Look(EngineState state, InstrumentEngine? touched)
    {
        if (touched is not null)
        {
            LookAtWay(touched);
            LookAt(touched);
        }
        else
        {
            foreach (var instrument in state.Instruments)
                LookAt(instrument);
        }

        var second = _receivedUnixNs / UnixNanos.PerSecond;
        if (second != _second)
            BeginSecond(state, second);
    }

    private void LookAt(InstrumentEngine instrument)
    {
        if (instrument.Publisher is { IsAttached: true })
            TallyOf(instrument).Look(instrument, MomentOf(instrument), FloorOf(instrument));
    }

    private void LookAtWay(InstrumentEngine instrument)
    {
        var isMarket = _frames.Body is StudyFrame.BodyOneofCase.Trades or StudyFrame.BodyOneofCase.Depth;
        if (isMarket && _frames.Times.StudySeenUnixNs > 0 && _period.IsRegular(MomentOf(instrument)))
        {
            _latency.Add(_frames.Times.StudySeenUnixNs, _receivedUnixNs);
            if (_frames.Body is StudyFrame.BodyOneofCase.Trades && instrument.Publisher is { Clock: { IsPlayed: false, IsUnheard: false } })
                _sierra.Add(instrument.Core.Now.Value, _frames.Times.StudySeenUnixNs);
        }
    }

    private void BeginSecond(EngineState state, long second)
    {
        _cancellation.ThrowIfCancellationRequested();
        _second = second;
        var isReady = false;
        foreach (var instrument in state.Instruments)
        {
            if (instrument.Publisher is not { IsAttached: true })
                continue;
            var isRegular = _period.IsRegular(MomentOf(instrument));
            if (isRegular && instrument.Publisher is { Clock.IsPlayed: true })
            {
                var before = _played.GetValueOrDefault(instrument.Name);
                _played[instrument.Name] = PlayedSpan.Of(before, instrument.Core.Now.Value, _receivedUnixNs);
            }

            TallyOf(instrument).Second(instrument, FloorOf(instrument), isRegular);
            isReady |= isRegular;
        }

        ReadySeconds += isReady ? 1 : 0;
    }

    // A session that is played has its own time; of a live one the clock goes on when nothing trades.
    private long MomentOf(InstrumentEngine instrument) =>
        instrument.Publisher is { Clock.IsPlayed: true } ? instrument.Core.Now.Value : _receivedUnixNs;

    // Gaps of the tape and pauses of the player are in neither.
    private readonly record struct PlayedSpan(long LastMarketNs, long LastWallNs, long MarketNs, long WallNs)
    {
        private const long PauseNsMax = 10 * 60 * UnixNanos.PerSecond;
        private const long GapNsMax = 60 * 60 * UnixNanos.PerSecond;

        internal static PlayedSpan Of(PlayedSpan before, long marketNs, long wallNs)
        {
            var (market, wall) = (marketNs - before.LastMarketNs, wallNs - before.LastWallNs);
            var isNext = market is >= 0 and < GapNsMax && wall is >= 0 and < PauseNsMax;
            return new(marketNs, wallNs, before.MarketNs + (isNext ? market : 0), before.WallNs + (isNext ? wall : 0));
        }
    }

    private static double FloorOf(InstrumentEngine instrument) => instrument.Core.Options.Signals.CoverageFloor;

    private PeriodTally TallyOf(InstrumentEngine instrument)
    {
        if (!_tallies.TryGetValue(instrument.Name, out var tally))
            _tallies.Add(instrument.Name, tally = new PeriodTally());
        return tally;
    }
}
