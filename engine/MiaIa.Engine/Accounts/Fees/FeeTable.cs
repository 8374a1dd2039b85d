namespace MiaIa.Engine.Accounts;

/// <summary>An instrument's fees by date. Fees change a few times a year; an old day keeps what it cost then.</summary>
public sealed class FeeTable
{
    private const int CentsMax = 100_000;

    private readonly FeeStep[] _steps;

    /// <summary>Makes a table of its steps, the earliest first.</summary>
    /// <exception cref="ArgumentException">There is no step, a fee is out of range, or the dates do not rise.</exception>
    public FeeTable(IReadOnlyList<FeeStep> steps)
    {
        if (steps.Count == 0)
            throw new ArgumentException("Fees: a table needs at least one date with its fee", nameof(steps));
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].CentsPerSide is < 0 or > CentsMax)
                throw new ArgumentException($"Fees: {steps[i].CentsPerSide} cents a side is not within 0 to {CentsMax}", nameof(steps));
            if (i > 0 && steps[i].From <= steps[i - 1].From)
                throw new ArgumentException($"Fees: {steps[i].From:yyyy-MM-dd} does not follow the date before it", nameof(steps));
        }

        _steps = [.. steps];
    }

    /// <summary>One fee for all dates, in cents a side. Seed: 215 for ES and NQ, 57 for MES and MNQ.</summary>
    public static FeeTable Always(int centsPerSide) => new([new FeeStep(DateOnly.MinValue, centsPerSide)]);

    /// <summary>The largest fee of all dates, in cents a side.</summary>
    public int Highest => _steps.Max(step => step.CentsPerSide);

    /// <summary>Cents a side on a trade date; before the first step the first one's.</summary>
    public int CentsOn(DateOnly tradeDate)
    {
        var i = _steps.Length - 1;
        while (i > 0 && _steps[i].From > tradeDate)
            i--;
        return _steps[i].CentsPerSide;
    }
}
