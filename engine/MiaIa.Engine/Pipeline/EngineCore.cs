using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Pipeline;

/// <summary>
/// The whole computation for one instrument as one synchronous step. No clock, no randomness, no thread, no allocation:
/// the same events give the same decisions, byte for byte. It is not thread-safe; one runner owns it.
/// </summary>
public sealed class EngineCore
{
    private readonly Decision[] _outbox = new Decision[4];
    private int _decisionCount;

    /// <summary>Makes an empty core.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it and its value.</exception>
    public EngineCore(InstrumentOptions options)
    {
        Options = options;
        State = new ConfluenceSnapshot(new ConfluenceScore(options.Confluence));
    }

    /// <summary>What the core was told about its instrument.</summary>
    public InstrumentOptions Options { get; }

    /// <summary>The score after the last event.</summary>
    public ConfluenceSnapshot State { get; }

    /// <summary>What was counted so far.</summary>
    public CoreCounters Counters { get; } = new();

    /// <summary>The decisions of the last <see cref="Process"/>, in order; overwritten by the next.</summary>
    public ReadOnlySpan<Decision> Decisions => _outbox.AsSpan(0, _decisionCount);

    /// <summary>A hash over every decision so far, in order; equal inputs give equal hashes on every machine.</summary>
    public ulong DecisionHash { get; private set; } = 14695981039346656037;

    /// <summary>The book after the last event. Read only: it is the core's own.</summary>
    public BookSnapshot Book { get; } = new();

    /// <summary>Price of the last trade; the default before the first.</summary>
    public PriceTicks LastPrice { get; private set; }

    /// <summary>Whether <see cref="MarketEventKind.Halt"/> is in force.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>What every gate says about a new signal in the score's direction now, in the order of <see cref="Gate"/>.</summary>
    public ReadOnlySpan<GateVerdict> Gates => _outbox[0].Gates;

    /// <summary>Why the exchange calendar refuses the current day; empty when it knows it.</summary>
    public string CalendarError { get; private set; } = "";

    /// <summary>The signal that is alive, as its last event left it.</summary>
    public bool TryGetAlive(out Decision signal)
    {
        signal = _outbox[0];
        return signal.Event != SignalEvent.None;
    }

    /// <summary>Takes one event. Returns how many <see cref="Decisions"/> it made.</summary>
    public int Process(in MarketEvent e)
    {
        Counters.Events++;
        _decisionCount = 0;
        switch (e.Kind)
        {
            case MarketEventKind.Trade:
                Counters.TradeRecords++;
                LastPrice = e.Price;
                break;
            case MarketEventKind.Halt:
                IsHalted = true;
                break;
            case MarketEventKind.Resume:
                IsHalted = false;
                break;
        }

        return _decisionCount;
    }
}
