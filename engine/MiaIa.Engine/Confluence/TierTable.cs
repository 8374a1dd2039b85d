namespace MiaIa.Engine.Confluence;

/// <summary>The tiers' limits in units of 1e-9, checked once.</summary>
internal sealed class TierTable
{
    private readonly long _weak;
    private readonly long _good;
    private readonly long _strong;
    private readonly long _premium;

    /// <exception cref="ArgumentException">The limits do not rise from above 0 to at most 1.</exception>
    internal TierTable(TierLimits limits)
    {
        if (
            !(
                limits.Weak > 0
                && limits.Good > limits.Weak
                && limits.Strong > limits.Good
                && limits.Premium > limits.Strong
                && limits.Premium <= 1
            )
        )
        {
            throw new ArgumentException(
                $"the tier limits weak {limits.Weak}, good {limits.Good}, strong {limits.Strong}, premium {limits.Premium} do not rise from above 0 to at most 1",
                nameof(limits)
            );
        }

        _weak = ToNano(limits.Weak);
        _good = ToNano(limits.Good);
        _strong = ToNano(limits.Strong);
        _premium = ToNano(limits.Premium);
    }

    /// <summary>The highest tier whose limit a score in a direction has met; a negative one meets none.</summary>
    internal Tier Grade(long scoreNano) =>
        scoreNano < _weak ? Tier.NoTrade
        : scoreNano < _good ? Tier.Weak
        : scoreNano < _strong ? Tier.Good
        : scoreNano < _premium ? Tier.Strong
        : Tier.Premium;

    /// <summary>The limit of a tier from <see cref="Tier.Weak"/> up, in units of 1e-9.</summary>
    internal long LimitNano(Tier tier) =>
        tier switch
        {
            Tier.Weak => _weak,
            Tier.Good => _good,
            Tier.Strong => _strong,
            Tier.Premium => _premium,
            _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "a tier without a limit"),
        };

    private static long ToNano(double limit) => (long)Math.Round(limit * ConfluenceSnapshot.One);
}
