namespace MiaIa.Evidence.Sweeps;

/// <summary>
/// Trading days whose readings are kept: the same days under each combination of constants of features that is tried, in the order of the plan's
/// <see cref="Plans.SweepPlan.Versions"/>.
/// </summary>
public sealed class KeptVersions
{
    private readonly IReadOnlyList<IReadOnlyList<KeptDay>> _versions;

    /// <summary>Puts them together.</summary>
    /// <param name="versions">At least one, each with the same dates in their order.</param>
    public KeptVersions(IReadOnlyList<IReadOnlyList<KeptDay>> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentOutOfRangeException.ThrowIfZero(versions.Count);
        var dates = versions[0].Select(day => day.Date).ToArray();
        if (versions.Any(days => !days.Select(day => day.Date).SequenceEqual(dates)))
            throw new ArgumentException("the versions are not of the same days", nameof(versions));
        _versions = versions;
    }

    /// <summary>Days of one version alone.</summary>
    public static KeptVersions Of(IReadOnlyList<KeptDay> days) => new([days]);

    /// <summary>The days, of the first version.</summary>
    public IReadOnlyList<KeptDay> Days => _versions[0];

    /// <summary>How many versions there are.</summary>
    public int Count => _versions.Count;

    /// <summary>A day of a version.</summary>
    internal KeptDay Of(int version, int day) => _versions[version][day];
}
