using System.Buffers.Binary;

namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// Trades of a .scid file read byte by byte, without any code of the product: 56 bytes of header, 40 a record (time in
/// microseconds since 1899-12-30, open with the marker, high, low, close, trades, volume, bid volume, ask volume).
/// </summary>
internal static class RawScid
{
    private const int HeaderBytes = 56;
    private const int RecordBytes = 40;
    private const long UnixMicrosOfSierraZero = 2_209_161_600_000_000;
    private const uint First = 0xFD709EF9;
    private const uint Last = 0xFD709F01;

    public static List<RawTrade> Trades(string path, double tickPoints = 0.25)
    {
        var bytes = File.ReadAllBytes(path);
        var trades = new List<RawTrade>();
        for (var at = HeaderBytes; at + RecordBytes <= bytes.Length; at += RecordBytes)
        {
            var record = bytes.AsSpan(at, RecordBytes);
            var open = BinaryPrimitives.ReadUInt32LittleEndian(record[8..]);
            var ask = BinaryPrimitives.ReadUInt32LittleEndian(record[36..]);
            trades.Add(
                new RawTrade(
                    (BinaryPrimitives.ReadInt64LittleEndian(record) - UnixMicrosOfSierraZero) / 1_000,
                    (int)Math.Round(BinaryPrimitives.ReadSingleLittleEndian(record[20..]) / tickPoints),
                    (int)BinaryPrimitives.ReadUInt32LittleEndian(record[28..]),
                    IsBuy: ask > 0,
                    IsFirst: open == First,
                    IsLast: open == Last
                )
            );
        }

        return trades;
    }

    internal readonly record struct RawTrade(long Millis, int Price, int Lots, bool IsBuy, bool IsFirst, bool IsLast);
}
