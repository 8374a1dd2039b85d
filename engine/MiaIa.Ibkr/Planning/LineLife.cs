using MiaIa.Engine.Market;
using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Whether a line lives: not what it says counts, but that it says something else than before. A new line is answered with the last known values,
/// however old they are, so the first value of each kind proves nothing.
/// </summary>
internal sealed class LineLife
{
    /// <summary>Kinds of tick that are compared: those of TWS from 0 to 14, and the price of the model row.</summary>
    private const int ModelPrice = 15;

    private const double None = -1;

    private readonly double[] _said = new double[ModelPrice + 1];

    public LineLife() => Begin();

    /// <summary>The volatility of the newest model row; NaN before one came.</summary>
    public double Volatility { get; set; }

    /// <summary>Whether a change was seen.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>When the volatility was last handed on.</summary>
    public UnixNanos RenewedAt { get; set; }

    /// <summary>The line is asked for anew.</summary>
    public void Begin()
    {
        Array.Fill(_said, double.NaN);
        (Volatility, IsAlive, RenewedAt) = (double.NaN, false, default);
    }

    /// <summary>Takes a price, a size or a volume; null says that there is none.</summary>
    /// <returns>True when it is another one than the line said before.</returns>
    public bool Hear(TickType type, double? value) => (int)type is >= 0 and < ModelPrice && Hear((int)type, value ?? None);

    /// <summary>Takes a model row.</summary>
    /// <returns>True when it is another one than before.</returns>
    public bool HearModel(in OptionComputation row)
    {
        var isVolatilityNew = Hear((int)TickType.ModelOption, row.ImpliedVolatility ?? None);
        var isPriceNew = Hear(ModelPrice, row.OptionPrice ?? None);
        return isVolatilityNew || isPriceNew;
    }

    private bool Hear(int kind, double value)
    {
        var before = _said[kind];
        // "None yet" and then the last known value are one answer.
        if (double.IsNaN(before) && value == None)
            return false;
        _said[kind] = value;
        if (double.IsNaN(before) || before.Equals(value))
            return false;
        IsAlive = true;
        return true;
    }
}
