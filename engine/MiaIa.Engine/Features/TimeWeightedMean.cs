using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// Exponential mean of a value that stands until it is replaced: over a time dt the mean m goes to x + (m − x)·e^(−dt/τ).
/// Time is in whole milliseconds, the precision of market time. The decay is made by multiplication from one constant, because
/// the exponential function of the C library differs in its last bit between Windows and Linux and decisions must not.
/// </summary>
internal sealed class TimeWeightedMean
{
    // Beyond 64 time constants what is left of an old value is below the last bit of any new one.
    private const int TimeConstantsMax = 64;
    private const int TableLength = 256;

    private readonly double[] _fine = new double[TableLength];
    private readonly double[] _coarse;
    private long _millis;
    private double _value;

    internal TimeWeightedMean(int timeConstantMillis)
    {
        var step = ExponentialSeries.OfMinus(1.0 / timeConstantMillis);
        _coarse = new double[(timeConstantMillis * TimeConstantsMax / TableLength) + 1];
        var power = 1.0;
        for (var i = 0; i < TableLength; i++, power *= step)
            _fine[i] = power;
        var coarseStep = power;
        power = 1.0;
        for (var i = 0; i < _coarse.Length; i++, power *= coarseStep)
            _coarse[i] = power;
    }

    /// <summary>Whether a value ever stood.</summary>
    internal bool HasValue { get; private set; }

    internal double Mean { get; private set; }

    /// <summary>Lets the standing value act up to a moment. True when that changed the mean.</summary>
    internal bool Advance(long millis)
    {
        var elapsed = millis - _millis;
        _millis = millis;
        var distance = Mean - _value;
        if (elapsed <= 0 || distance == 0 || !HasValue)
            return false;
        Mean = _value + (elapsed < TableLength ? distance * _fine[elapsed] : Decayed(distance, elapsed));
        return true;
    }

    private double Decayed(double distance, long elapsed)
    {
        var coarse = elapsed / TableLength;
        return coarse >= _coarse.Length ? 0 : distance * _coarse[coarse] * _fine[elapsed % TableLength];
    }

    /// <summary>Time passes without counting: no value stands.</summary>
    internal void Skip(long millis) => _millis = millis;

    /// <summary>Another value stands from the moment of the last call on.</summary>
    internal void Set(double value)
    {
        _value = value;
        if (HasValue)
            return;
        Mean = value;
        HasValue = true;
    }

    /// <summary>Forgets everything.</summary>
    internal void Reset() => HasValue = false;
}
