using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// Mean of a value that stands until it is replaced: Σw·x/Σw over the time in which one stood, w = e^(−age/τ), age by the clock. It is
/// kept as the mean m and its weight Σw (1 = a value has always stood): over a time dt with the value x the weight goes to
/// W' = W·e^(−dt/τ) + 1 − e^(−dt/τ), and m to x + (m − x)·W·e^(−dt/τ)/W'; without a value only the weight fades.
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
    private readonly int _forgottenAfterMillis;
    private long _millis;
    private long _skippedMillis;
    private double _value;
    private double _weight;

    /// <param name="timeConstantMillis">τ.</param>
    /// <param name="forgottenAfterMillis">After a longer stretch without a value the mean begins with the first new one.</param>
    internal TimeWeightedMean(int timeConstantMillis, int forgottenAfterMillis)
    {
        _forgottenAfterMillis = forgottenAfterMillis;
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

    /// <summary>Without any weight the standing value itself.</summary>
    internal double Mean { get; private set; }

    /// <summary>Lets the standing value act up to a moment. True when that changed the mean.</summary>
    internal bool Advance(long millis)
    {
        var elapsed = millis - _millis;
        _millis = millis;
        _skippedMillis = 0;
        var distance = _weight == 0 ? 0 : Mean - _value;
        // The usual case: a value has long stood, and the mean has come to it.
        if (distance == 0 && _weight == 1)
            return false;
        if (elapsed > 0)
        {
            var decay = Decay(elapsed);
            var old = _weight * decay;
            _weight = old + (1 - decay);
            distance *= old / _weight;
        }

        var before = Mean;
        Mean = _value + distance;
        return Mean != before;
    }

    /// <summary>Time passes in which no value stands.</summary>
    internal void Skip(long millis)
    {
        var elapsed = millis - _millis;
        _millis = millis;
        if (elapsed <= 0)
            return;
        _skippedMillis += elapsed;
        _weight = _skippedMillis > _forgottenAfterMillis ? 0 : _weight * Decay(elapsed);
    }

    /// <summary>Another value stands from the moment of the last call on.</summary>
    internal void Set(double value)
    {
        _value = value;
        if (_weight == 0)
            Mean = value;
    }

    private double Decay(long elapsed)
    {
        if (elapsed < TableLength)
            return _fine[elapsed];
        var coarse = elapsed / TableLength;
        return coarse >= _coarse.Length ? 0 : _coarse[coarse] * _fine[elapsed % TableLength];
    }
}
