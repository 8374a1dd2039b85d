using MiaIa.SierraFiles;

namespace MiaIa.Replay.Tests;

/// <summary>Writes small files of Sierra's; times in seconds after 2023-06-29 13:30 UTC.</summary>
internal static class Tape
{
    private static readonly long Start = SierraTime.FromUnixMicros(1_688_045_400_000_000);

    public static string Scid(string path, params (double Second, float Price, uint Lots)[] trades)
    {
        using var file = SierraFormats.Scid.Create(path);
        foreach (var (second, price, lots) in trades)
        {
            file.Append(
                new ScidRecord
                {
                    SierraMicros = At(second),
                    Close = price,
                    High = price,
                    Low = price - TickAt(price),
                    NumTrades = 1,
                    TotalVolume = lots,
                    AskVolume = lots,
                }
            );
        }

        return path;
    }

    public static string Depth(string path, params (double Second, float Bid, uint Lots)[] books)
    {
        using var file = SierraFormats.Depth.Create(path);
        foreach (var (second, bid, lots) in books)
        {
            file.Append(new DepthRecord { SierraMicros = At(second), Command = DepthCommand.ClearBook });
            file.Append(
                new DepthRecord
                {
                    SierraMicros = At(second),
                    Command = DepthCommand.AddBid,
                    Price = bid,
                    Quantity = lots,
                }
            );
            file.Append(
                new DepthRecord
                {
                    SierraMicros = At(second),
                    Command = DepthCommand.AddAsk,
                    Price = bid + TickAt(bid),
                    Quantity = lots,
                    EndsBatch = true,
                }
            );
        }

        return path;
    }

    // Prices above any of the instrument are hundredths.
    private static float TickAt(float price) => price > 100_000 ? 25 : 0.25f;

    private static long At(double second) => Start + (long)(second * 1_000_000);
}
