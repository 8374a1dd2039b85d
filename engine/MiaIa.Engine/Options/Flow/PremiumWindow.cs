namespace MiaIa.Engine.Options;

/// <summary>
/// Premium traded in calls and in puts over the whole seconds (t − 900 s, t], in thousandths of a point times contracts: whole numbers, so
/// that what leaves takes away exactly what came.
/// </summary>
internal sealed class PremiumWindow
{
    internal const int WindowSeconds = 900;
    private const int Places = 1_024;

    private readonly long[] _calls = new long[Places];
    private readonly long[] _puts = new long[Places];
    private long _second;

    internal long Calls { get; private set; }

    internal long Puts { get; private set; }

    internal void Clear()
    {
        Array.Clear(_calls);
        Array.Clear(_puts);
        Calls = Puts = 0;
    }

    /// <summary>Market time is in a later second.</summary>
    internal void Advance(long second)
    {
        if (second - _second >= Places)
        {
            Clear();
            _second = second;
        }

        while (_second < second)
            Leave(++_second);
    }

    internal void Add(bool isCall, long premium)
    {
        (isCall ? _calls : _puts)[_second % Places] += premium;
        Calls += isCall ? premium : 0;
        Puts += isCall ? 0 : premium;
    }

    private void Leave(long second)
    {
        var place = (second - WindowSeconds + Places) % Places;
        Calls -= _calls[place];
        Puts -= _puts[place];
        _calls[place] = _puts[place] = 0;
    }
}
