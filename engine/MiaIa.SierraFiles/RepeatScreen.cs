namespace MiaIa.SierraFiles;

/// <summary>
/// Tells which records of a file stand in it a second time: a stretch that was recorded or downloaded twice counts its volume twice, and its times lie
/// behind the newest. A stretch is one only from ten records in a row on, byte for byte and of more than one moment: a single print that has a twin may be
/// another trade.
/// </summary>
/// <param name="file">The file; records are asked about in its order, each once.</param>
public sealed class RepeatScreen(RecordFile<ScidRecord> file)
{
    /// <summary>Records in a row from which they are the same ones again.</summary>
    public const int RunMin = 10;

    // Where the order of a file is not that of time by milliseconds, a search can miss the place by so many.
    private const int Beside = 64;

    // Of a feed that does not number the trades of a millisecond, the first ones may be of one moment.
    private const int RunLooked = 64;

    // In a stretch that stands twice, so many records may differ before it goes on; its first ones, too.
    private const int Lookout = 64;

    // A further step back than this is no disorder of neighbours.
    private const long FarBackMicros = 1_000_000;

    // Of each stretch: how many records that are no repetition stand before it, and how many that are one do up to its end.
    private readonly List<(long Kept, long Passed)> _runs = [];
    private readonly ScidRecord[] _looked = new ScidRecord[RunLooked];
    private long _before = long.MinValue;

    // Where the next record of a stretch stands earlier, by how many before it are no repetitions; and the same of the stretch's own first record.
    private long _twin = -1;
    private long _runKept;
    private long _lookUntil;

    /// <summary>Whether the next record is one of a stretch that stands earlier in the file.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="record">The record.</param>
    public bool IsRepeated(long number, in ScidRecord record)
    {
        // A time that is none says nothing about the order.
        var isTimed = SierraTime.IsMarketTime(record.SierraMicros);
        var back = isTimed && _before != long.MinValue ? _before - record.SierraMicros : 0;
        _before = isTimed ? record.SierraMicros : _before;
        if (_twin >= 0)
        {
            if (_twin < _runKept && At(_twin) == record)
            {
                _twin++;
                return true;
            }

            _runs.Add((_runKept, number - _runKept));
            _twin = -1;
            _lookUntil = number + Lookout;
        }
        else if (back > FarBackMicros)
        {
            _lookUntil = number + Lookout;
        }

        if ((back <= 0 && number >= _lookUntil) || FirstOfRun(number, record) is not (>= 0 and var first))
            return false;
        (_twin, _runKept) = (first + 1, Kept(number));
        return true;
    }

    // Records before one that are no repetitions.
    private long Kept(long number) => number - (_runs.Count == 0 ? 0 : _runs[^1].Passed);

    // Where the run that begins with a record stands earlier; -1 = nowhere.
    private long FirstOfRun(long number, in ScidRecord record)
    {
        var kept = Kept(number);
        var (low, high) = (0L, kept);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (At(middle).SierraMicros < record.SierraMicros)
                low = middle + 1;
            else
                high = middle;
        }

        for (var place = Math.Max(0, low - Beside); place < Math.Min(kept, low + Beside); place++)
        {
            if (At(place) == record && IsRun(place, kept, number))
                return place;
        }

        return -1;
    }

    private bool IsRun(long earlier, long kept, long number)
    {
        var count = Math.Min(file.Read(number, _looked), kept - earlier);
        var alike = 0;
        while (alike < count && _looked[alike] == At(earlier + alike))
            alike++;
        return alike >= RunMin && _looked[alike - 1].SierraMicros != _looked[0].SierraMicros;
    }

    private ScidRecord At(long place)
    {
        Span<ScidRecord> one = stackalloc ScidRecord[1];
        file.Read(PlaceOf(place), one);
        return one[0];
    }

    // The number of a record by how many before it are no repetitions.
    private long PlaceOf(long place)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_runs[middle].Kept <= place)
                low = middle + 1;
            else
                high = middle;
        }

        return place + (low == 0 ? 0 : _runs[low - 1].Passed);
    }
}
