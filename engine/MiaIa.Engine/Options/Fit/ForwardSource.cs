namespace MiaIa.Engine.Options;

/// <summary>Where an expiry's forward comes from.</summary>
public enum ForwardSource : byte
{
    /// <summary>Not fitted: the expiry has settled.</summary>
    None = 0,

    /// <summary>Put–call parity of its own quotes.</summary>
    Parity = 1,

    /// <summary>Its own last ln(F/S)/T: none of its pairs counts now.</summary>
    Kept = 4,

    /// <summary>ln(F/S)/T of the neighbouring expiries, linear in T, flat outside.</summary>
    Interpolated = 2,

    /// <summary>Rate less dividend yield, because no expiry of a day or more had a pair that counted.</summary>
    Fallback = 3,
}
