using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Support;

/// <summary>A made-up tape that goes up and down in waves of some 150 s: it bears signals, and fills them. Half of it is trades, half is books.</summary>
internal sealed record WavyTape(long Nanos, int Price, int Lots, bool IsBuy, int[]? Depth)
{
    private const int Wave = 5_000;
    private const int Levels = 10;

    /// <summary>So many events from a moment on.</summary>
    internal static WavyTape[] Of(int seed, long nanos, int events, int price = 17_600)
    {
        var random = new Random(seed);
        var tape = new WavyTape[events];
        for (var i = 0; i < events; i++)
        {
            nanos += random.Next(60) * UnixNanos.PerMilli;
            var isUp = i / Wave % 2 == 0;
            price +=
                random.Next(4) != 0 ? 0
                : isUp ? 1
                : -1;
            tape[i] =
                random.Next(2) == 0
                    ? new(nanos, price, random.Next(1, 30), random.Next(4) == 0 != isUp, null)
                    : new(nanos, price, 0, false, [.. Enumerable.Range(0, 2 * Levels).Select(_ => random.Next(1, 200))]);
        }

        return tape;
    }

    /// <summary>The event; a book is filled into the given one.</summary>
    internal MarketEvent Event(UnixNanos receivedAt, BookSnapshot book, bool isHistory = false)
    {
        var at = UnixNanos.Trusted(Nanos);
        if (Depth is null)
        {
            return MarketEvent.Trade(
                at,
                receivedAt,
                PriceTicks.Trusted(Price),
                Contracts.Trusted(Lots),
                IsBuy ? Aggressor.Buy : Aggressor.Sell,
                PrintGroup.None,
                default,
                default,
                isHistory
            );
        }

        book.Clear();
        for (var i = 0; i < Levels; i++)
        {
            book.TryAddBid(new BookLevel(PriceTicks.Trusted(Price - 1 - i), Contracts.Trusted(Depth[2 * i]), 0));
            book.TryAddAsk(new BookLevel(PriceTicks.Trusted(Price + 1 + i), Contracts.Trusted(Depth[(2 * i) + 1]), 0));
        }

        return MarketEvent.BookChanged(at, receivedAt, book);
    }
}
