using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Ingress;

/// <summary>One side of a <see cref="PlainDepth"/>: its three columns.</summary>
internal sealed class PlainSide
{
    private readonly uint[] _prices = new uint[Limits.BookLevelsMax];
    private readonly uint[] _lots = new uint[Limits.BookLevelsMax];
    private readonly uint[] _orders = new uint[Limits.BookLevelsMax];
    private readonly BookLevel[] _levels = new BookLevel[Limits.BookLevelsMax];
    private int _priceCount;
    private int _lotCount;
    private int _orderCount;

    internal void Clear() => _priceCount = _lotCount = _orderCount = 0;

    internal bool TryPrices(ReadOnlySpan<byte> padded, int length) => (_priceCount = WireColumns.ShortColumn(padded, length, _prices)) >= 0;

    internal bool TryLots(ReadOnlySpan<byte> padded, int length) => (_lotCount = WireColumns.ShortColumn(padded, length, _lots)) >= 0;

    internal bool TryOrders(ReadOnlySpan<byte> padded, int length) => (_orderCount = WireColumns.ShortColumn(padded, length, _orders)) >= 0;

    /// <summary>The levels, once <see cref="IsSound"/> has answered true.</summary>
    internal ReadOnlySpan<BookLevel> Levels => _levels.AsSpan(0, _priceCount);

    /// <summary>Whether the columns have one length and every number is within its bounds; the book judges the order of prices.</summary>
    internal bool IsSound()
    {
        if (_lotCount != _priceCount || _orderCount != _priceCount)
            return false;
        for (var i = 0; i < _priceCount; i++)
        {
            var price = WireColumns.Signed(_prices[i]);
            if (price is < 1 or > Limits.PriceTicksMax || _lots[i] > Limits.LevelLotsMax || _orders[i] > Limits.LevelLotsMax)
                return false;
            _levels[i] = new BookLevel(PriceTicks.Trusted(price), Contracts.Trusted((int)_lots[i]), (int)_orders[i]);
        }

        return true;
    }
}
