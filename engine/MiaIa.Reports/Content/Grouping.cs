using System.Runtime.InteropServices;
using MiaIa.Engine.Confluence;
using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;

namespace MiaIa.Reports.Content;

/// <summary>Makes figures of trades, all of them and part by part.</summary>
internal sealed class Grouping
{
    private readonly List<Trade> _trades;
    private readonly ulong _seed;
    private readonly ulong[] _flips;

    // How long trades were held, rising, and whose time each is: sorted once for all parts.
    private readonly double[] _held;
    private readonly int[] _heldBy;

    /// <param name="trades">In the order in which they ended.</param>
    /// <param name="seed">Of the coin and of the resamples.</param>
    internal Grouping(List<Trade> trades, ulong seed)
    {
        (_trades, _seed, _flips) = (trades, seed, FlipsOf(trades.Count, seed));
        _held = [.. trades.Select(trade => trade.HeldSeconds)];
        _heldBy = [.. Enumerable.Range(0, trades.Count)];
        Array.Sort(_held, _heldBy);
        All = Of([.. Enumerable.Range(0, trades.Count)], _held);
    }

    internal Performance All { get; }

    internal IReadOnlyList<Slice> By(Func<Trade, string> key)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var parts = new List<List<int>>();
        var partOf = new int[_trades.Count];
        for (var i = 0; i < partOf.Length; i++)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, key(_trades[i]), out var isKnown);
            if (!isKnown)
            {
                place = parts.Count;
                parts.Add([]);
            }

            parts[partOf[i] = place].Add(i);
        }

        if (parts.Count == 1)
            return [new Slice(places.Keys.Single(), All)];
        var held = HeldOf(parts, partOf);
        return
        [
            .. places
                .OrderBy(part => RankOf(part.Key))
                .ThenBy(part => part.Key, StringComparer.Ordinal)
                .Select(part => new Slice(part.Key, Of(parts[part.Value], held[part.Value]))),
        ];
    }

    /// <summary>The win rate of some of the trades, and what they earned.</summary>
    internal (Rate Rate, long Cents) RateOf(List<int> part)
    {
        var coin = new CoinWins();
        var (winners, cents) = (0L, 0L);
        foreach (var i in part)
        {
            var trade = _trades[i];
            coin.Add(_flips[i], trade.ProfitCents, trade.FeesCents);
            winners += trade.ProfitCents > 0 ? 1 : 0;
            cents += trade.ProfitCents;
        }

        return (coin.Beside(Rate.Of(winners, part.Count)), cents);
    }

    private double[][] HeldOf(List<List<int>> parts, int[] partOf)
    {
        var held = parts.Select(part => new double[part.Count]).ToArray();
        var filled = new int[parts.Count];
        for (var n = 0; n < _held.Length; n++)
        {
            var part = partOf[_heldBy[n]];
            held[part][filled[part]++] = _held[n];
        }

        return held;
    }

    private Performance Of(List<int> part, double[] held)
    {
        var (wins, money, sums) = (new CoinWins(), new CoinProfits(), new Sums());
        var profits = new long[part.Count];
        for (var n = 0; n < part.Count; n++)
        {
            var trade = _trades[part[n]];
            profits[n] = trade.ProfitCents;
            wins.Add(_flips[part[n]], trade.ProfitCents, trade.FeesCents);
            money.Add(_flips[part[n]], trade.ProfitCents, trade.FeesCents);
            sums.Add(trade);
        }

        var (coinCents, coinAtLeast) = money.Against(sums.Cents);
        var isEmpty = part.Count == 0;
        return new Performance(
            part.Count,
            wins.Beside(Rate.Of(sums.Winners, part.Count)),
            sums.Cents,
            isEmpty ? null : coinCents,
            isEmpty ? null : coinAtLeast,
            sums.Fees,
            sums.Slippage,
            sums.SlippageKnown,
            sums.Won,
            sums.Lost,
            ProfitFactor.Of(profits),
            InWholeCents(MeanInterval.Of(profits, _seed)),
            sums.Drawdown,
            isEmpty ? null : held.Average(),
            isEmpty ? null : Median(held),
            isEmpty ? null : sums.Mae / part.Count,
            isEmpty ? null : sums.Mfe / part.Count
        );
    }

    // Tiers from the lowest up; everything else by its name.
    private static int RankOf(string name) => Enum.TryParse<Tier>(name, out var tier) && !char.IsDigit(name[0]) ? (int)tier : int.MaxValue;

    internal static Estimate InWholeCents(Estimate mean) =>
        mean with
        {
            Value = Whole(mean.Value),
            Low = Whole(mean.Low),
            High = Whole(mean.High),
        };

    private static double? Whole(double? cents) => cents is { } value ? Math.Round(value, MidpointRounding.AwayFromZero) : null;

    private static double Median(double[] sorted) =>
        sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;

    private static ulong[] FlipsOf(int count, ulong seed)
    {
        var random = new RandomBits(seed);
        var flips = new ulong[count];
        for (var i = 0; i < count; i++)
            flips[i] = random.Next();
        return flips;
    }

    private sealed class Sums
    {
        private long _peak;

        internal long Winners { get; private set; }

        internal long Cents { get; private set; }

        internal long Fees { get; private set; }

        internal long Slippage { get; private set; }

        internal long SlippageKnown { get; private set; }

        internal long Won { get; private set; }

        internal long Lost { get; private set; }

        internal long Drawdown { get; private set; }

        internal double Mae { get; private set; }

        internal double Mfe { get; private set; }

        internal void Add(Trade trade)
        {
            Winners += trade.ProfitCents > 0 ? 1 : 0;
            Cents += trade.ProfitCents;
            Fees += trade.FeesCents;
            Slippage += trade.SlippageCents ?? 0;
            SlippageKnown += trade.SlippageCents is null ? 0 : 1;
            Won += Math.Max(0, trade.ProfitCents);
            Lost -= Math.Min(0, trade.ProfitCents);
            _peak = Math.Max(_peak, Cents);
            Drawdown = Math.Max(Drawdown, _peak - Cents);
            Mae += trade.MaeTicks;
            Mfe += trade.MfeTicks;
        }
    }
}
