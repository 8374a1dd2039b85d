namespace MiaIa.Engine.Market;

/// <summary>
/// The last value under each name that the study has sent. A name gets its place when it first comes and keeps it, so that a
/// known name allocates nothing. Nothing in the score reads them: they are for the trader's eyes. Belongs to the core; read only outside.
/// </summary>
public sealed class StudyValueTable
{
    /// <summary>Names held at most: as many as one message may have (market.proto).</summary>
    public const int NamesMax = 32;

    private readonly StudyValue[] _values = new StudyValue[NamesMax];

    /// <summary>Names that have a place.</summary>
    public int Count { get; private set; }

    /// <summary>Values that found no place, because their name was one too many.</summary>
    public long Refused { get; private set; }

    /// <summary>All values, in the order in which their names first came.</summary>
    public ReadOnlySpan<StudyValue> All => _values.AsSpan(0, Count);

    /// <summary>Takes a value. False when its name is new and every place is taken.</summary>
    internal bool TrySet(string name, double value, UnixNanos at)
    {
        for (var i = 0; i < Count; i++)
        {
            if (!string.Equals(_values[i].Name, name, StringComparison.Ordinal))
                continue;
            _values[i] = new StudyValue(_values[i].Name, value, at);
            return true;
        }

        if (Count == NamesMax)
        {
            Refused++;
            return false;
        }

        _values[Count++] = new StudyValue(name, value, at);
        return true;
    }
}
