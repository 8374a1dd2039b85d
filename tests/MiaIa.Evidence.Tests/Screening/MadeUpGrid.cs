using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Evidence.Kept;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Screening;

/// <summary>A day that never was, by whole seconds, and the same as kept rows.</summary>
internal static class MadeUpGrid
{
    private const int Ticks = 18_000;
    private const SignalConditions All = SignalConditions.Fresh | SignalConditions.MayBear | SignalConditions.LevelsStand;

    /// <summary>Readings that wander, features that come and go, conditions that fail now and then, a price that wanders, too.</summary>
    internal static SecondGrid Make(ref RandomBits random, int seconds)
    {
        var grid = Flat(seconds);
        Span<double> values = stackalloc double[FeatureNames.Count];
        values.Clear();
        var ready = (ushort)0x3FF;
        var (conditions, price) = (All, Ticks);
        for (var i = 0; i < seconds; i++)
        {
            if (random.Below(200) == 0)
                ready ^= (ushort)(1 << random.Below(FeatureNames.Count));
            if (random.Below(150) == 0)
                conditions = All & ~(SignalConditions)(1 << random.Below(3));
            else if (random.Below(8) == 0)
                conditions = All;
            price += random.Below(5) - 2;
            grid.Masks[i] = 0;
            for (var feature = 0; feature < FeatureNames.Count; feature++)
            {
                values[feature] = Math.Clamp((0.97 * values[feature]) + ((random.Below(2001) - 1000) / 3000.0), -1, 1);
                grid.Values[feature][i] = 0;
                if ((ready & (1 << feature)) != 0)
                    grid.Set(feature, i, values[feature]);
            }

            grid.Conditions[i] = (byte)conditions;
            Quote(grid, i, price);
        }

        return grid;
    }

    /// <summary>Every feature says 0, every condition is met, and the price stands.</summary>
    internal static SecondGrid Flat(int seconds)
    {
        var grid = new SecondGrid(1_700_000_000, seconds);
        for (var i = 0; i < seconds; i++)
        {
            grid.Masks[i] = 0x3FF;
            grid.Conditions[i] = (byte)All;
            Quote(grid, i, Ticks);
        }

        return grid;
    }

    internal static void Quote(SecondGrid grid, int i, int price)
    {
        grid.Last[i] = grid.High[i] = grid.Low[i] = grid.Bid[i] = price;
        grid.Ask[i] = price + 1;
    }

    /// <summary>One row a second: what changes at it.</summary>
    internal static KeptBlock BlockOf(SecondGrid grid)
    {
        var values = new double[FeatureNames.Count][];
        for (var feature = 0; feature < values.Length; feature++)
        {
            values[feature] =
            [
                .. Enumerable
                    .Range(0, grid.Count)
                    .Select(i => (grid.Masks[i] & (1 << feature)) == 0 ? double.NaN : grid.Values[feature][i]),
            ];
        }

        return new()
        {
            Rows = grid.Count,
            Heads = [.. Enumerable.Repeat((ushort)(RowHead.Time | RowHead.Values | RowHead.Conditions), grid.Count)],
            Times = [.. Enumerable.Range(0, grid.Count).Select(i => grid.At(i).Value)],
            Conditions = grid.Conditions,
            Prices = grid.Last,
            Changes = [.. Enumerable.Repeat((ushort)0x3FF, grid.Count)],
            Values = values,
            Trades = [],
            Books = [],
            Fees = [],
        };
    }

    /// <summary>The same with a book, a trade and then the readings at each second, so that trades on paper find their prices.</summary>
    internal static KeptBlock BlockWithTape(SecondGrid grid)
    {
        var block = BlockOf(grid);
        var heads = new List<ushort>();
        for (var i = 0; i < grid.Count; i++)
        {
            heads.Add((int)(RowHead.Time | RowHead.Unjudged) | ((int)TapeItem.Book << 8));
            heads.Add((int)RowHead.Unjudged | ((int)TapeItem.Trade << 8));
            heads.Add((ushort)(RowHead.Values | RowHead.Conditions));
        }

        return new()
        {
            Rows = heads.Count,
            Heads = [.. heads],
            Times = [.. block.Times.SelectMany(time => new[] { time, time, time })],
            Conditions = [.. block.Conditions.SelectMany(one => new[] { one, one, one })],
            Prices = [.. block.Prices.SelectMany(price => new[] { price, price, price })],
            Changes = block.Changes,
            Values = block.Values,
            Trades = [.. Enumerable.Range(0, grid.Count).Select(i => TradeAt(grid, i))],
            Books = [.. Enumerable.Range(0, grid.Count).Select(i => BookAt(grid, i))],
            Fees = [],
        };
    }

    private static MarketEvent TradeAt(SecondGrid grid, int i) =>
        MarketEvent.Trade(
            grid.At(i),
            grid.At(i),
            PriceTicks.Trusted(grid.Last[i]),
            Contracts.Trusted(1),
            Aggressor.Sell,
            PrintGroup.None,
            default,
            default
        );

    private static BookSnapshot BookAt(SecondGrid grid, int i)
    {
        var book = new BookSnapshot();
        Assert.That(book.TryAddBid(new(PriceTicks.Trusted(grid.Bid[i]), Contracts.Trusted(100), 0)));
        Assert.That(book.TryAddAsk(new(PriceTicks.Trusted(grid.Ask[i]), Contracts.Trusted(100), 0)));
        return book;
    }
}
