using System.Runtime.InteropServices;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>The chain of one index: what is listed, its values, and what is known of its source.</summary>
internal sealed class IndexChain(IndexSymbol index)
{
    private const long WindowNanos = PremiumWindow.WindowSeconds * UnixNanos.PerSecond;

    private readonly List<VolumeStep> _volumeSteps = [];
    private UnixNanos[] _contractVolumeAt = [];

    internal IndexSymbol Index { get; } = index;

    /// <summary>Null until one is listed.</summary>
    internal OptionChain? Chain { get; private set; }

    internal ChainSource Source { get; private set; }

    internal FeedCondition Condition { get; set; }

    /// <summary>How long a value of this source serves.</summary>
    internal long FreshNanos { get; private set; }

    /// <summary>Time of the newest implied volatility; the default when none came.</summary>
    internal UnixNanos VolatilityAt { get; private set; }

    /// <summary>Time of the newest volume; the default when none came.</summary>
    internal UnixNanos VolumeAt { get; private set; }

    /// <summary>What the newest update did to the volumes, in its order; the quotes of the same update are in the chain already.</summary>
    internal ReadOnlySpan<VolumeStep> VolumeSteps => CollectionsMarshal.AsSpan(_volumeSteps);

    /// <summary>Lays a new chain out; every value is forgotten.</summary>
    internal void List(ListedChain listed)
    {
        Chain = new OptionChain(listed.Expiries);
        Source = listed.Source;
        FreshNanos = listed.VolatilityFreshNanos;
        VolatilityAt = VolumeAt = default;
        _contractVolumeAt = new UnixNanos[2 * Chain.RowCount];
        _volumeSteps.Clear();
    }

    /// <summary>Takes new values; without a listing there is nothing that they could mean.</summary>
    internal void Apply(ChainChanges changes)
    {
        _volumeSteps.Clear();
        if (Chain is not { } chain)
            return;
        // Found before the first is read: the processor then waits for all four at once for what another thread has just written.
        var quotes = changes.Quotes;
        var volatilities = changes.Volatilities;
        var openInterest = changes.OpenInterest;
        var volumes = changes.Volumes;
        foreach (ref readonly var quote in quotes)
            chain.SetQuote(quote.Contract, quote.Bid, quote.Ask, quote.At, quote.TableSpot);
        foreach (ref readonly var volatility in volatilities)
        {
            chain.SetImpliedVolatility(volatility.Contract, volatility.Annual, volatility.At);
            VolatilityAt = volatility.At > VolatilityAt ? volatility.At : VolatilityAt;
        }

        foreach (ref readonly var lots in openInterest)
            chain.SetOpenInterest(lots.Contract, lots.Lots, lots.At);
        foreach (ref readonly var lots in volumes)
            SetVolume(chain, lots);
    }

    /// <summary>Whether a value lies near enough to market time, before or after it.</summary>
    internal bool IsFresh(UnixNanos at, UnixNanos now) => at.Value != 0 && Math.Abs(now - at) <= FreshNanos;

    private void SetVolume(OptionChain chain, in LotsChange volume)
    {
        var before = chain.VolumeLots[volume.Contract];
        var isContinued = before >= 0 && volume.At - _contractVolumeAt[volume.Contract] <= WindowNanos;
        _volumeSteps.Add(new VolumeStep(volume.Contract, before, volume.Lots, isContinued));
        _contractVolumeAt[volume.Contract] = volume.At;
        chain.SetVolume(volume.Contract, volume.Lots);
        VolumeAt = volume.At > VolumeAt ? volume.At : VolumeAt;
    }
}
