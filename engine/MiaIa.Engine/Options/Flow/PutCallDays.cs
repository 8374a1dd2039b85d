using MiaIa.Engine.Market;

namespace MiaIa.Engine.Options;

/// <summary>
/// ln(put volume / call volume) of the first three live expiries at the minutes of the days before, with which today is compared.
/// Handed over whole: whoever makes it does not change it afterwards.
/// </summary>
public sealed class PutCallDays
{
    /// <summary>Days at most.</summary>
    public const int DaysMax = 20;

    /// <summary>Minutes of a New York day.</summary>
    public const int MinutesOfDay = 1_440;

    private readonly double[] _ratios;

    /// <summary>Room for so many days without a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 … <see cref="DaysMax"/> days.</exception>
    public PutCallDays(IndexSymbol index, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, DaysMax);
        Index = index;
        Days = days;
        _ratios = new double[days * MinutesOfDay];
        Array.Fill(_ratios, double.NaN);
    }

    /// <summary>The chain: SPX, NDX or QQQ.</summary>
    public IndexSymbol Index { get; }

    /// <summary>How many days.</summary>
    public int Days { get; }

    /// <summary>The value of a day (0 = the oldest) at a minute after midnight New York; NaN = none.</summary>
    public double this[int day, int minute]
    {
        get => _ratios[(day * MinutesOfDay) + minute];
        set => _ratios[(day * MinutesOfDay) + minute] = value;
    }
}
