using MiaIa.Engine.Market;
using MiaIa.SierraFiles;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>One life of one study, as far as the journal knows it.</summary>
public sealed class EpochState
{
    private static readonly (int Low, int High) Any = (int.MinValue, int.MaxValue);

    internal EpochState(ulong epoch, InstrumentEngine instrument, Hello hello)
    {
        Epoch = epoch;
        Instrument = instrument;
        Hello = hello;
        var prices = InstrumentPrices.OfSymbol(instrument.Name);
        var tick = (double)instrument.Core.Options.TickSizePoints;
        var trading = instrument.Core.Options.Trading;
        RefusesPlayed = trading.Mode == Accounts.TradingMode.Live && !trading.Risk.IsPlayedTapeAllowed;
        Plausible = prices is null ? Any : ((int)(prices.LowPoints / tick), (int)(prices.HighPoints / tick));
    }

    /// <summary>The study's own name for this life, never 0.</summary>
    public ulong Epoch { get; }

    /// <summary>The instrument it speaks of.</summary>
    public InstrumentEngine Instrument { get; }

    /// <summary>Its newest Hello.</summary>
    public Hello Hello { get; internal set; }

    /// <summary>What that says of the chart.</summary>
    internal AttachedStudy Study =>
        new(
            Hello.Contract,
            Hello.TradeSymbol.Length == 0 ? Hello.Contract : Hello.TradeSymbol,
            Hello.Account,
            (byte)Hello.Mode,
            Hello.TradeSimulationOn,
            Hello.Replay is ReplayState.Running or ReplayState.Paused
        );

    /// <summary>The counter of the next frame: everything below it is in the journal, refused or declared lost.</summary>
    public ulong Expected { get; internal set; } = 1;

    /// <summary>How far its market time stands from the local clock.</summary>
    public StreamClock Clock { get; } = new();

    /// <summary>The newest price that was refused for being far from the trade before it, in ticks; 0 before the first.</summary>
    public int NewestFarTicks => Prices.NewestRefused;

    /// <summary>Tells prints that are no price of the market; of a played session, too.</summary>
    internal PriceScreen Prices { get; } = new();

    /// <summary>
    /// Whether no entry may follow from it: its market time is off, or real orders would follow a market that is not of now. The study cannot
    /// know that a chart without a label plays an old tape.
    /// </summary>
    public bool IsClockOff => Clock.IsOff || IsPlayedInLive;

    /// <summary>Whether real orders would follow a tape that is not of now.</summary>
    public bool IsPlayedInLive => RefusesPlayed && Clock.IsUnlikelyLive;

    /// <summary>What its prices can be, in ticks; anything in a played session.</summary>
    internal (int Low, int High) PlausibleTicks => Clock.IsPlayed ? Any : Plausible;

    private (int Low, int High) Plausible { get; }

    private bool RefusesPlayed { get; }

    /// <summary>Whether it is attached now.</summary>
    public bool IsAttached { get; internal set; }
}
