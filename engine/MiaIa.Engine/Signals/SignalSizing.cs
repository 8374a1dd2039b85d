using MiaIa.Engine.Confluence;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>Contracts by tier: min(ceiling, floor(base × multiplier)). A tier is tradeable when that is at least 1.</summary>
internal sealed class SignalSizing
{
    private readonly Contracts[] _byTier = new Contracts[(int)Tier.Premium + 1];

    /// <exception cref="ArgumentException">A size is out of range, the multipliers fall, or no tier is tradeable.</exception>
    internal SignalSizing(SignalOptions options)
    {
        if (options.BaseContracts is < 1 or > Contracts.MaxValue)
            throw new ArgumentException($"base contracts {options.BaseContracts} is not within 1 to {Contracts.MaxValue}", nameof(options));
        if (options.CeilingContracts is < 1 or > Contracts.MaxValue)
        {
            throw new ArgumentException(
                $"ceiling contracts {options.CeilingContracts} is not within 1 to {Contracts.MaxValue}",
                nameof(options)
            );
        }

        Apply(Tier.Weak, options.WeakMultiplier, options);
        Apply(Tier.Good, options.GoodMultiplier, options);
        Apply(Tier.Strong, options.StrongMultiplier, options);
        Apply(Tier.Premium, options.PremiumMultiplier, options);
        var lowest = Array.FindIndex(_byTier, size => size.Value >= 1);
        if (lowest < 0)
            throw new ArgumentException("with these multipliers and this base no tier is tradeable", nameof(options));
        LowestTradeable = (Tier)lowest;
    }

    /// <summary>The lowest tier with at least one contract.</summary>
    internal Tier LowestTradeable { get; }

    internal Contracts Of(Tier tier) => _byTier[(int)tier];

    private void Apply(Tier tier, double multiplier, SignalOptions options)
    {
        if (multiplier is not (>= 0 and <= 1_000))
            throw new ArgumentException($"size multiplier {multiplier} of {tier} is not within 0 to 1000", nameof(options));
        // Decimal, so that a base of 100 times 0.29 is 29 and not 28.999…; this runs once.
        var size = (int)Math.Min(options.CeilingContracts, Math.Floor(options.BaseContracts * (decimal)multiplier));
        if (size < _byTier[(int)tier - 1].Value)
            throw new ArgumentException($"the size {size} of {tier} is below that of the tier under it", nameof(options));
        _byTier[(int)tier] = Contracts.Trusted(size);
    }
}
