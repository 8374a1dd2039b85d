using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Vendors;

/// <summary>What has to be known of an instrument to set a vendor's levels beside ours.</summary>
internal sealed record VendorChart
{
    internal required string Instrument { get; init; }

    /// <summary>Sierra's symbol; empty without a study.</summary>
    internal required string Contract { get; init; }

    /// <summary>Under the future.</summary>
    internal required IndexSymbol Index { get; init; }

    /// <summary>Market time.</summary>
    internal required UnixNanos Now { get; init; }

    /// <summary>Of the future; NaN before the first trade.</summary>
    internal required double LastPoints { get; init; }

    /// <summary>Future less index; NaN before it was measured.</summary>
    internal required double BasisPoints { get; init; }

    /// <summary>What other studies on the chart last said.</summary>
    internal required StudyValue[] StudyValues { get; init; }
}
