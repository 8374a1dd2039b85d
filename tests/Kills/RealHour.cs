using System.Buffers.Binary;

namespace Kills;

/// <summary>The recorded hour of ES, 18:00 to 19:00 in New York on 2023-12-25, as it was or at another time of another day.</summary>
internal static class RealHour
{
    // Sierra's own layouts: a header, then records that begin with their time in microseconds.
    private const int ScidHeaderBytes = 56;
    private const int ScidRecordBytes = 40;
    private const int DepthHeaderBytes = 64;
    private const int DepthRecordBytes = 24;

    private static readonly DateTime Began = new(2023, 12, 25, 23, 0, 0, DateTimeKind.Utc);

    private static string Trades => Recorded.File("es-2023-12-25/ESH24_FUT_CME.scid");
    private static string Book => Recorded.File("es-2023-12-25/ESH24_FUT_CME.2023-12-25.depth");

    /// <summary>Ignores the test where nobody has the recording.</summary>
    internal static void Need() => _ = (Trades, Book);

    /// <summary>Copies it so that it begins at another moment; under the name of the contract, or under one that says something else.</summary>
    internal static MarketFiles At(string folder, DateTime begins, string symbol = "ESH24_FUT_CME")
    {
        var moved = (begins - Began).Ticks / TimeSpan.TicksPerMicrosecond;
        var scid = Path.Combine(folder, $"{symbol}.scid");
        var depth = Path.Combine(folder, $"{symbol}.{begins:yyyy-MM-dd}.depth");
        Move(Trades, scid, ScidHeaderBytes, ScidRecordBytes, moved);
        Move(Book, depth, DepthHeaderBytes, DepthRecordBytes, moved);
        return new(scid, depth);
    }

    /// <summary>As it was.</summary>
    internal static MarketFiles AsItWas(string folder) => At(folder, Began);

    private static void Move(string from, string to, int headerBytes, int recordBytes, long micros)
    {
        var bytes = File.ReadAllBytes(from);
        for (var at = headerBytes; at + recordBytes <= bytes.Length; at += recordBytes)
        {
            var time = bytes.AsSpan(at, sizeof(long));
            BinaryPrimitives.WriteInt64LittleEndian(time, BinaryPrimitives.ReadInt64LittleEndian(time) + micros);
        }

        File.WriteAllBytes(to, bytes);
    }
}
