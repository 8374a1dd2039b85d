using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Confluence;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The limits of |C| from which each tier begins.</summary>
public sealed class TierSettings
{
    /// <summary>The core's limits.</summary>
    /// <param name="own">The core's options of an instrument.</param>
    public TierSettings(TierLimits own)
    {
        ArgumentNullException.ThrowIfNull(own);
        (Premium, Strong, Good, Weak) = (own.Premium, own.Strong, own.Good, own.Weak);
    }

    /// <summary>PREMIUM.</summary>
    [Description("|C| from which a score is PREMIUM.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Premium { get; init; }

    /// <summary>STRONG.</summary>
    [Description("|C| from which a score is STRONG.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Strong { get; init; }

    /// <summary>GOOD.</summary>
    [Description("|C| from which a score is GOOD.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Good { get; init; }

    /// <summary>WEAK.</summary>
    [Description("|C| from which a score is WEAK.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Weak { get; init; }

    /// <summary>The limits for a core.</summary>
    internal TierLimits Limits =>
        new()
        {
            Premium = Premium,
            Strong = Strong,
            Good = Good,
            Weak = Weak,
        };

    /// <summary>Whether each is above the one below it.</summary>
    internal bool Rise => Weak < Good && Good < Strong && Strong < Premium;
}
