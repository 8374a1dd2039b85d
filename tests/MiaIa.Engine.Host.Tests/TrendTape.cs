using MiaIa.Engine.Runtime.Tests;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests;

/// <summary>
/// An hour of the regular session of 2023-06-29 that first rises and then falls, every trade at the ask, then every trade at the bid,
/// with the book leaning the same way: enough for signals of both directions from the features that are built.
/// </summary>
internal static class TrendTape
{
    private const long StartUnixUs = 1_688_047_200_000_000;
    private const int Seconds = 3600;

    internal static StudyFrame Hello(ulong epoch) => SampleFrames.Hello(epoch, "MES");

    internal static List<StudyFrame> Frames(ulong epoch)
    {
        var frames = new List<StudyFrame>();
        var price = 17_600;
        for (var second = 0; second < Seconds; second++)
        {
            var isRising = second < Seconds * 5 / 9;
            price += second % 15 == 0 ? (isRising ? 1 : -4) : 0;
            frames.Add(Trade(epoch, (ulong)frames.Count + 1, second, price, isRising));
            frames.Add(Book(epoch, (ulong)frames.Count + 1, second, price, isRising));
        }

        return frames;
    }

    private static StudyFrame Trade(ulong epoch, ulong counter, int second, int price, bool isBuy) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            Trades = new TradeBatch
            {
                BaseUnixUs = StartUnixUs + (second * 1_000_000L),
                BasePriceTicks = price,
                TimeDeltaUs = { 0, 1000 },
                PriceDeltaTicks = { 0, 0 },
                VolumeLots = { 3, (uint)(1 + (second % 7)) },
                Aggressor = { Side(isBuy), Side(isBuy) },
                BidOffsetTicks = { isBuy ? -1 : 0, int.MinValue },
                AskOffsetTicks = { isBuy ? 0 : 1, int.MinValue },
                Group = { PrintGroup.None, PrintGroup.None },
            },
        };

    private static StudyFrame Book(ulong epoch, ulong counter, int second, int price, bool isBuy) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            Depth = new DepthSnapshot
            {
                ObservedUnixUs = StartUnixUs + (second * 1_000_000L) + 500_000,
                BidPriceTicks = { price - 1, price - 2 },
                BidLots = { isBuy ? 200u : 10u, 50 },
                BidOrders = { 3, 3 },
                AskPriceTicks = { price + 1, price + 2 },
                AskLots = { isBuy ? 10u : 200u, 50 },
                AskOrders = { 3, 3 },
            },
        };

    private static Aggressor Side(bool isBuy) => isBuy ? Aggressor.Buy : Aggressor.Sell;
}
