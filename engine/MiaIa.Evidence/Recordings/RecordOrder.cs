using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>Where a file's records are not each later than the one before.</summary>
/// <param name="Duplicates">Records with the very bytes of the one before: the last digits of a time number the trades of a millisecond, so that no two are alike.</param>
/// <param name="StepsBack">Stretches that begin earlier than the newest record before them.</param>
/// <param name="LongestBackSeconds">How far back the furthest of them begins.</param>
/// <param name="Repeated">Records of those stretches that stand, byte for byte, earlier in the file.</param>
public sealed record RecordOrder(long Duplicates, long StepsBack, double LongestBackSeconds, long Repeated)
{
    private const double MicrosASecond = 1e6;

    // As the reader of trades does: what leads the file by more than this for a few records is dated wrongly, and nothing steps back behind it.
    private const long LeapMicros = 3_600_000_000;

    /// <summary>Reads every record's time.</summary>
    public static RecordOrder Of(RecordFile<ScidRecord> file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        var (duplicates, back, longest, repeated) = (0L, 0L, 0L, 0L);
        var (newest, number, twin) = (long.MinValue, 0L, -1L);
        var (beforeLeap, leapAt) = (long.MinValue, 0L);
        ScidRecord before = default;
        var one = new ScidRecord[1];
        foreach (var record in file.Records())
        {
            if (number % (1 << 20) == 0)
                cancellation.ThrowIfCancellationRequested();
            var micros = record.SierraMicros;
            if (number > 0 && record == before)
                duplicates++;
            // A time that is none tells nothing about the order; it is counted as misdated elsewhere.
            if (SierraTime.IsMarketTime(micros))
            {
                if (IsLed(newest, micros) && number - leapAt <= TimeScreen.Followers && !IsLed(beforeLeap, micros))
                {
                    newest = Math.Max(beforeLeap, micros);
                }
                else if (micros < newest && (number == 0 || micros < before.SierraMicros))
                {
                    back++;
                    longest = Math.Max(longest, newest - micros);
                    twin = FirstAt(file, number, micros);
                }

                if (micros > newest)
                {
                    if (IsLed(micros, newest) && number - leapAt > TimeScreen.Followers)
                        (beforeLeap, leapAt) = (newest, number);
                    (newest, twin) = (micros, -1);
                }
                else if (twin >= 0 && twin < number && file.Read(twin, one) == 1 && one[0] == record)
                {
                    (repeated, twin) = (repeated + 1, twin + 1);
                }
                else
                {
                    twin = -1;
                }
            }

            before = record;
            number++;
        }

        return new(duplicates, back, longest / MicrosASecond, repeated);
    }

    // Before the first record the newest is no time at all.
    private static bool IsLed(long ahead, long micros) =>
        ahead != long.MinValue && (micros == long.MinValue || ahead - micros > LeapMicros);

    // The first of the records before one that has its time; the records up to there are in order but for what was counted already.
    private static long FirstAt(RecordFile<ScidRecord> file, long before, long micros)
    {
        var (low, high) = (0L, before);
        var one = new ScidRecord[1];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            file.Read(middle, one);
            if (one[0].SierraMicros < micros)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
