namespace MiaIa.Bridge.Link;

/// <summary>Growing pauses between attempts, each a random part of its bound, so that many do not come back at one moment.</summary>
internal sealed class BackOff
{
    private readonly TimeSpan _first;
    private readonly TimeSpan _max;
    private readonly Func<double> _random;
    private TimeSpan _bound;

    /// <param name="first">Bound of the first pause.</param>
    /// <param name="max">No pause is longer; bounds double up to it.</param>
    /// <param name="random">Numbers from 0 up to 1.</param>
    internal BackOff(TimeSpan first, TimeSpan max, Func<double> random)
    {
        _first = first;
        _max = max;
        _random = random;
        _bound = first;
    }

    /// <summary>The next pause: half its bound and a random part of the other half.</summary>
    internal TimeSpan Next()
    {
        var pause = _bound * (0.5 + (0.5 * _random()));
        _bound = _bound * 2 < _max ? _bound * 2 : _max;
        return pause;
    }

    /// <summary>An attempt has succeeded.</summary>
    internal void Reset() => _bound = _first;
}
