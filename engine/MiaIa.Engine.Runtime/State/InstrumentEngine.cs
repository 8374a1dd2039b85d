using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>One instrument: its core, and what is known of the study that feeds it. Belongs to the step.</summary>
public sealed class InstrumentEngine
{
    private readonly IDecisionSink _sink;
    private readonly ulong[] _bornByTier = new ulong[(int)Engine.Confluence.Tier.Premium + 1];

    internal InstrumentEngine(InstrumentOptions options, OptionMarket optionMarket, AccountLedger account, IDecisionSink sink)
    {
        Core = new EngineCore(options, optionMarket: optionMarket, account: account);
        _sink = sink;
    }

    /// <summary>The instrument's root: ES, MES, NQ or MNQ.</summary>
    public string Name => Core.Options.Name;

    /// <summary>The computation; another one where a market was made anew.</summary>
    public EngineCore Core { get; private set; }

    /// <summary>The epoch that feeds this core, or that fed it last; null before the first.</summary>
    public EpochState? Publisher { get; internal set; }

    /// <summary>Local time of the newest frame of the study, in ns; 0 before the first.</summary>
    public long LastHeardUnixNs { get; internal set; }

    /// <summary>The newest id of this core's signals; 0 before the first.</summary>
    public ulong NewestSignalId { get; private set; }

    /// <summary>Refused frames by reason.</summary>
    public RefusalCounts Refused { get; } = new();

    /// <summary>Σ unchanged_calls of the snapshots.</summary>
    public ulong DepthUnchanged { get; private set; }

    /// <summary>Market time of the newest snapshot, in µs; 0 before the first.</summary>
    public long BookObservedUnixUs { get; private set; }

    /// <summary>Whether <see cref="DepthHash"/> is kept.</summary>
    internal bool HashesDepth { get; set; } = true;

    /// <summary>Looks on at each step; null outside the evidence.</summary>
    internal IStepWatcher? Watcher { get; set; }

    /// <summary>See <see cref="State.DepthHash"/>.</summary>
    public ulong DepthHash { get; private set; } = State.DepthHash.Seed;

    /// <summary>The study's totals as it last reported them; null before its first heartbeat.</summary>
    public StudyCounters? StudyCounters { get; private set; }

    /// <summary>The hops' latencies as the study last reported them.</summary>
    public IReadOnlyList<HopLatency> StudyLatency { get; private set; } = [];

    /// <summary>The label of the study's frames: SYNTHETIC, REPLAY or empty.</summary>
    public string Label => Publisher?.Hello.Label ?? "";

    /// <summary>Signals born so far at a tier.</summary>
    public ulong BornAt(Engine.Confluence.Tier tier) => _bornByTier[(int)tier];

    /// <summary>Steps the core and hands on what it decides.</summary>
    internal void Process(in MarketEvent e)
    {
        if (Core.Process(e) > 0)
            Decide();
        if (Core.Trading.HasNews)
            _sink.Traded(this);
        Watcher?.Stepped(Core, e);
    }

    /// <summary>
    /// Another tape follows, of another contract or of a replay: a market is made anew behind the same orders. What lives of the one before ends first,
    /// as if its study had left.
    /// </summary>
    internal void BeginAnew(UnixNanos receivedAt)
    {
        Process(MarketEvent.StudyDetached(receivedAt));
        Core = Core.Anew();
    }

    private void Decide()
    {
        foreach (ref readonly var decision in Core.Decisions)
        {
            _bornByTier[(int)decision.Tier] += decision.Event == Signals.SignalEvent.Born ? 1UL : 0;
            NewestSignalId = Math.Max(NewestSignalId, decision.SignalId);
        }

        _sink.Decided(this, Core.Decisions);
    }

    /// <summary>Resends asked for by this process; a replay knows nothing of them.</summary>
    public ulong ResendsRequested { get; internal set; }

    /// <summary>Duplicates dropped by this process; a replay knows nothing of them.</summary>
    public ulong Duplicates { get; internal set; }

    /// <summary>Keeps what the study says of itself.</summary>
    internal void Keep(StudyCounters? counters, IReadOnlyList<HopLatency> latency)
    {
        StudyCounters = counters ?? StudyCounters;
        StudyLatency = latency.Count > 0 ? latency : StudyLatency;
    }

    /// <summary>Counts a snapshot that the core has taken.</summary>
    internal void CountDepth(long observedUnixUs, uint unchangedCalls, BookSnapshot book)
    {
        DepthUnchanged += unchangedCalls;
        BookObservedUnixUs = observedUnixUs;
        if (HashesDepth)
            DepthHash = State.DepthHash.Append(DepthHash, observedUnixUs, book);
    }
}
