using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Confluence;
using MiaIa.Settings;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>The limits of |C| from which each tier begins.</summary>
public sealed class TierSettings
{
    /// <summary>PREMIUM.</summary>
    [Setting("|C| from which a score is PREMIUM.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Premium { get; init; } = 0.38;

    /// <summary>STRONG.</summary>
    [Setting("|C| from which a score is STRONG.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Strong { get; init; } = 0.32;

    /// <summary>GOOD.</summary>
    [Setting("|C| from which a score is GOOD.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Good { get; init; } = 0.28;

    /// <summary>WEAK.</summary>
    [Setting("|C| from which a score is WEAK.")]
    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Weak { get; init; } = 0.18;

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
