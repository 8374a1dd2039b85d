namespace MiaIa.Engine.Options;

/// <summary>Where an expiry's forward comes from.</summary>
public enum ForwardSource : byte
{
    /// <summary>Not fitted: the expiry has settled.</summary>
    None = 0,

    /// <summary>Put–call parity of its own quotes.</summary>
    Parity = 1,

    /// <summary>ln(F/S)/T of the neighbouring expiries, linear in T, flat outside.</summary>
    Interpolated = 2,

    /// <summary>Rate less dividend yield, because no expiry has a two-sided pair.</summary>
    Fallback = 3,
}
