using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using MiaIa.Ibkr.Decoding;
using MiaIa.Ibkr.Wire;

namespace Performance.Tws;

/// <summary>
/// How fast a Gateway's ticks are decoded, frame by frame from the bytes of a read of the socket, against a bare scan of the same bytes for
/// the ends of fields. The two alternate slice by slice, so that whatever else the machine does meets both alike. Fails below the rate of
/// issue 4 or above its bytes allocated a message, in the mix; each kind of tick is told beside it.
/// </summary>
internal static class TwsMeasurement
{
    private const int ServerVersion = 176;
    private const int Messages = 200_000;
    private const int Slice = 1_000;
    private const int WarmUpPasses = 6;
    private const int Passes = 12;
    private const double MessagesPerSecondMin = 2_000_000;
    private const double BytesPerMessageMax = 100;

    // Of twenty: what hundred subscribed options and indexes send in a session, quotes most of all.
    private static readonly TickKind[] Mix =
    [
        .. Enumerable.Repeat(TickKind.Quote, 9),
        .. Enumerable.Repeat(TickKind.Size, 5),
        .. Enumerable.Repeat(TickKind.Volume, 2),
        .. Enumerable.Repeat(TickKind.Greeks, 3),
        TickKind.Time,
    ];

    public static int Run()
    {
        Console.WriteLine(
            $"server version {ServerVersion}; {Messages:N0} messages in slices of {Slice:N0}, {Passes} passes; medians of the slices"
        );
        foreach (var kind in Enum.GetValues<TickKind>())
            Measure($"{kind}", [kind]);
        var (perSecond, bytesEach) = Measure("the mix", Mix);
        var isGood = perSecond >= MessagesPerSecondMin && bytesEach <= BytesPerMessageMax;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"limits of the mix: {MessagesPerSecondMin:N0} messages/s at least, {BytesPerMessageMax:0} bytes a message at most"
            )
        );
        Console.WriteLine(isGood ? "tws: passed" : "tws: FAILED");
        return isGood ? 0 : 1;
    }

    private static (double MessagesPerSecond, double BytesPerMessage) Measure(string name, TickKind[] kinds)
    {
        var stream = new TickStream(Messages, Slice, kinds);
        var sink = new SummingSink();
        var decoder = new MessageDecoder(ServerVersion, sink);
        var (scan, decode) = (new List<double>(), new List<double>());
        var (allocated, fields) = (0L, 0L);
        for (var pass = -WarmUpPasses; pass < Passes; pass++)
        {
            foreach (var slice in stream.Slices)
            {
                var start = Stopwatch.GetTimestamp();
                fields += BareScan.CountFields(slice);
                var scanned = Stopwatch.GetElapsedTime(start);
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                start = Stopwatch.GetTimestamp();
                DecodeAll(slice, decoder);
                var decoded = Stopwatch.GetElapsedTime(start);
                if (pass < 0)
                    continue;
                allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
                scan.Add(scanned.TotalNanoseconds / Slice);
                decode.Add(decoded.TotalNanoseconds / Slice);
            }
        }

        if (decoder.Delivered != (long)Messages * (Passes + WarmUpPasses))
        {
            throw new InvalidOperationException(
                $"{decoder.Delivered} messages were delivered, {decoder.Malformed} refused: {decoder.LastFault}"
            );
        }

        return Report(name, scan, decode, (double)allocated / ((long)Messages * Passes), sink.Sum + fields);
    }

    private static (double MessagesPerSecond, double BytesPerMessage) Report(
        string name,
        List<double> scan,
        List<double> decode,
        double bytesPerMessage,
        double checksum
    )
    {
        var (floor, nanos) = (At(scan, 0.5), At(decode, 0.5));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -8} {nanos, 7:0.0} ns a message (p10 {At(decode, 0.1):0.0}, p90 {At(decode, 0.9):0.0}) = {1e3 / nanos, 5:0.00} million/s, bare scan {floor, 5:0.0} ns, ratio {nanos / floor, 4:0.0}, {bytesPerMessage:0.0} bytes allocated a message (checksum {checksum:R})"
            )
        );
        return (1e9 / nanos, bytesPerMessage);
    }

    /// <summary>As the session's read loop does it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DecodeAll(byte[] slice, MessageDecoder decoder)
    {
        var buffer = new ReadOnlySequence<byte>(slice);
        while (FrameReader.TryRead(ref buffer, out var payload))
            decoder.Decode(payload);
    }

    private static double At(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Round(share * (sorted.Count - 1))];
    }
}
