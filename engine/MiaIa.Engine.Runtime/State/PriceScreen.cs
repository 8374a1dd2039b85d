using MiaIa.Engine.Runtime.Ingress;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Tells a print that cannot be of its market: farther from the trade before it than the market moves from one trade to the next. It knows
/// nothing but the prices of the stream, so that a replay finds what live found.
/// </summary>
internal sealed class PriceScreen
{
    // An index future has no price beyond 7 % of its settlement at night. By day it halts at 7 and at 13 % and opens at most 7 % further.
    private const double FarShare = 0.10;

    // So many trades in a row that agree with one another are the market: another session is played, or a stretch of the tape is missing.
    private const int BelievedFrom = 32;
    private const int FirstPrices = 31;

    private int _newest;
    private int _standing;
    private int _other;
    private int _agreeing;

    /// <summary>The newest price of a trade that was refused, in ticks; 0 before the first.</summary>
    internal int NewestRefused { get; private set; }

    /// <summary>Whether the price of a trade is too far off to be taken; in ticks.</summary>
    internal bool Refuses(int price)
    {
        if (_newest == 0 || IsNear(price, _newest))
        {
            Stand(price, Math.Min(_standing + 1, BelievedFrom));
            return false;
        }

        _agreeing = _agreeing > 0 && IsNear(price, _other) ? _agreeing + 1 : 1;
        _other = price;
        // A first trade that nothing has confirmed does not shut out those behind it.
        if (_agreeing <= Math.Min(_standing, BelievedFrom - 1))
        {
            NewestRefused = price;
            return true;
        }

        Stand(price, _agreeing);
        return false;
    }

    /// <summary>Whether the best of a book is above or below all that its market can be; in ticks, 0 where a side is empty.</summary>
    internal bool RefusesBook(int bestBid, int bestAsk) =>
        _newest != 0
        && ((bestBid > _newest && !IsNear(bestBid, _newest)) || (bestAsk != 0 && bestAsk < _newest && !IsNear(bestAsk, _newest)));

    /// <summary>Before the first trade: what most of its batch trade at, so that a wrong one in front does not count.</summary>
    internal void Begin(TradeColumns batch)
    {
        if (_newest != 0)
            return;
        Span<int> prices = stackalloc int[FirstPrices];
        var count = Math.Min(batch.PriceDeltas.Length, FirstPrices);
        var price = batch.BasePriceTicks;
        for (var i = 0; i < count; i++)
            prices[i] = price += WireColumns.Signed(batch.PriceDeltas[i]);
        prices = prices[..count];
        prices.Sort();
        // One or two trades say nothing of one another.
        if (count > 2)
            Stand(prices[count / 2], 1);
    }

    private void Stand(int price, int standing) => (_newest, _standing, _agreeing) = (price, standing, 0);

    private static bool IsNear(int price, int other) => Math.Abs((long)price - other) <= other * FarShare;
}
