using MiaIa.SierraFiles;

namespace MiaIa.Evidence.Recordings;

/// <summary>Where a file's records are not each later than the one before.</summary>
/// <param name="Duplicates">Records with the very bytes of the one before: the last digits of a time number the trades of a millisecond, so that no two are alike.</param>
/// <param name="StepsBack">Stretches that begin earlier than the newest record before them.</param>
/// <param name="LongestBackSeconds">How far back the furthest of them begins.</param>
/// <param name="Repeated">Records of those stretches that stand, ten and more in a row and byte for byte, earlier in the file; they are not played.</param>
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
        var (newest, number) = (long.MinValue, 0L);
        var (beforeLeap, leapAt) = (long.MinValue, 0L);
        ScidRecord before = default;
        var repeats = new RepeatScreen(file);
        foreach (var record in file.Records())
        {
            if (number % (1 << 20) == 0)
                cancellation.ThrowIfCancellationRequested();
            var micros = record.SierraMicros;
            if (repeats.IsRepeated(number, record))
                repeated++;
            else if (number > 0 && record == before)
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
                }

                if (micros > newest)
                {
                    if (IsLed(micros, newest) && number - leapAt > TimeScreen.Followers)
                        (beforeLeap, leapAt) = (newest, number);
                    newest = micros;
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
}
