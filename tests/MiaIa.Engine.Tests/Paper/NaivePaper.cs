using MiaIa.Engine.Market;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>
/// docs/paper.md once more, lot by lot and by looking back: the book is the last snapshot with everything since taken off again at each look,
/// a queue is a row of single contracts. Slow, and without a line of the product's own matching.
/// </summary>
internal sealed class NaivePaper(bool isByQueue)
{
    private readonly List<NaivePaperOrder> _orders = [];
    private readonly List<Taken> _sinceBook = [];
    private PaperStep? _book;
    private bool _isTradeOpen;
    private int _trade;
    private int _now;

    /// <summary>Every contract that was bought or sold: "id role side price millisecond".</summary>
    public List<string> Lots { get; } = [];

    /// <summary>Every entry that ended: "id lots won-ticks market-lots adverse favourable millisecond".</summary>
    public List<string> Trips { get; } = [];

    public int Position => _orders.Sum(order => order.Sign * order.Open);

    private bool IsBookGood => _book is { Bids: [var bid, ..], Asks: [var ask, ..] } && bid.Price < ask.Price;

    public void Play(PaperStep step)
    {
        _now++;
        switch (step.Kind)
        {
            case PaperStepKind.Trade:
                PlayTrade(step);
                break;
            case PaperStepKind.Book:
                PlayBook(step);
                break;
            case PaperStepKind.LoseBook:
                (_book, _isTradeOpen) = (null, false);
                _sinceBook.Clear();
                break;
            case PaperStepKind.Enter:
                _orders.Add(new NaivePaperOrder(step));
                LetIn(_orders[^1]);
                break;
            case PaperStepKind.Cancel:
                foreach (var order in _orders.Where(order => order.Asked.Id == step.Id))
                    order.Wanted = 0;
                break;
            default:
                PlayFlatten(step.Id);
                break;
        }

        foreach (var order in _orders.Where(order => order is { Wanted: 0, Open: 0, Bought.Count: > 0 }))
            Trips.Add($"{order.Sum()} {_now}");
        _orders.RemoveAll(order => order is { Wanted: 0, Open: 0 });
    }

    private void PlayFlatten(ulong id)
    {
        foreach (var order in _orders)
        {
            order.Wanted = 0;
            if (order.Open == 0 || order.LeavesAs is not null)
                continue;
            (order.LeavesAs, order.LeavesUnder) = ("Exit", id);
            LetOut(order);
        }
    }

    private void PlayTrade(PaperStep step)
    {
        if (step.Group == PrintGroup.First && _isTradeOpen)
            LetAll();
        var isFirst = !_isTradeOpen;
        if (isFirst)
            _trade++;
        _isTradeOpen = true;
        if (IsBookGood)
            _sinceBook.Add(new Taken(step.Price, step.Lots, step.IsBuy, IsOurs: false));
        var left = step.Lots;
        foreach (var order in _orders)
        {
            left -= Limits(order, step, left);
            if (order.Open > 0)
                order.Seen.Add(step.Price);
            if (order.Open > 0 && order.LeavesAs is null && order.ProtectedIn < _trade && order.Sign * (step.Price - order.Stop) <= 0)
                order.IsHit = true;
        }

        if (step.Group == PrintGroup.Last || (isFirst && step.Group == PrintGroup.None))
            LetAll();
    }

    private void PlayBook(PaperStep step)
    {
        _book = step;
        _sinceBook.Clear();
        if (IsBookGood)
        {
            foreach (var order in _orders)
            {
                Shorten(order.EntryRow, order.Asked.Price, order.Asked.IsBuy);
                if (order.Open > 0)
                    Shorten(order.TargetRow, order.Target, !order.Asked.IsBuy);
            }
        }

        LetAll();
    }

    private void LetAll()
    {
        _isTradeOpen = false;
        foreach (var order in _orders.Where(order => order is { IsHit: true, Open: > 0, LeavesAs: null }))
            (order.LeavesAs, order.Wanted) = ("Stop", 0);
        foreach (var order in _orders.Where(order => order.LeavesAs is not null))
            LetOut(order);
        foreach (var order in _orders)
            LetIn(order);
    }

    private int Limits(NaivePaperOrder order, PaperStep trade, int left)
    {
        var entered = order.EntryRow is null ? 0 : Hit(order.EntryRow, order.Asked.Price, order.Asked.IsBuy, trade, left, order.Wanted);
        for (var i = 0; i < entered; i++)
            Enter(order, order.Asked.Price);
        if (entered > 0 || order.Open == 0 || order.LeavesAs is not null)
            return entered;
        var won = Hit(order.TargetRow!, order.Target, !order.Asked.IsBuy, trade, left, order.Open);
        for (var i = 0; i < won; i++)
            Leave(order, "Target", order.Target);
        return won;
    }

    // How many of ours a trade reaches: those before us in the row go first.
    private int Hit(NaiveRow row, int price, bool isBuy, PaperStep trade, int lots, int ours)
    {
        if (isBuy ? trade.Price < price : trade.Price > price)
        {
            row.Before = 0;
            return Math.Min(lots, ours);
        }

        if (!isByQueue || trade.Price != price || trade.IsBuy == isBuy || row.Before is null)
            return 0;
        var reached = 0;
        for (var i = 0; i < lots; i++)
        {
            if (row.Before > 0)
                row.Before--;
            else if (reached < ours)
                reached++;
        }

        return reached;
    }

    private void Shorten(NaiveRow? row, int price, bool isBuy)
    {
        if (row is not null && Standing(price, isBuy) is { } standing)
            row.Before = row.Before is { } before && before < standing ? before : standing;
    }

    private void LetIn(NaivePaperOrder order)
    {
        var isLimit = order.Asked.Price != 0;
        if (_isTradeOpen || !IsBookGood || order.EntryRow is not null)
            return;
        while (order.Wanted > 0 && Best(ofAsks: order.Asked.IsBuy) is { } price)
        {
            if (isLimit && order.Sign * (price - order.Asked.Price) > 0)
                break;
            _sinceBook.Add(new Taken(price, 1, order.Asked.IsBuy, IsOurs: true));
            Enter(order, price);
        }

        if (isLimit)
            order.EntryRow = new NaiveRow { Before = Standing(order.Asked.Price, order.Asked.IsBuy) };
    }

    private void LetOut(NaivePaperOrder order)
    {
        while (!_isTradeOpen && IsBookGood && order.Open > 0 && Best(ofAsks: !order.Asked.IsBuy) is { } price)
        {
            _sinceBook.Add(new Taken(price, 1, !order.Asked.IsBuy, IsOurs: true));
            Leave(order, order.LeavesAs!, price);
        }
    }

    private void Enter(NaivePaperOrder order, int price)
    {
        order.Wanted--;
        order.Bought.Add(price);
        Lots.Add($"{order.Asked.Id} Entry {(order.Asked.IsBuy ? "buy" : "sell")} {price} {_now}");
        if (order.Bought.Count > 1)
            return;
        order.ProtectedIn = _trade;
        order.TargetRow = new NaiveRow { Before = Standing(order.Target, !order.Asked.IsBuy) };
    }

    private void Leave(NaivePaperOrder order, string role, int price)
    {
        order.Wanted = 0;
        order.Sold.Add(price);
        order.AtMarket += role == "Target" ? 0 : 1;
        if (role == "Target")
            order.Seen.Add(price);
        Lots.Add($"{(role == "Exit" ? order.LeavesUnder : order.Asked.Id)} {role} {(order.Asked.IsBuy ? "sell" : "buy")} {price} {_now}");
    }

    // What stands at a price of a side without ours; null: behind what is visible, or no book.
    private int? Standing(int price, bool isBid)
    {
        if (!IsBookGood)
            return null;
        var side = isBid ? _book!.Bids : _book!.Asks;
        var worst = side[^1].Price;
        if (isBid ? price < worst : price > worst)
            return null;
        return side.Any(level => level.Price == price) ? Left(price, ofAsks: !isBid, withOurs: false) : 0;
    }

    private int? Best(bool ofAsks)
    {
        foreach (var level in ofAsks ? _book!.Asks : _book!.Bids)
        {
            if (Left(level.Price, ofAsks, withOurs: true) > 0)
                return level.Price;
        }

        return null;
    }

    private int Left(int price, bool ofAsks, bool withOurs)
    {
        var left = (ofAsks ? _book!.Asks : _book!.Bids).First(level => level.Price == price).Lots;
        var ours = 0;
        foreach (var taken in _sinceBook)
        {
            var isOfSide = taken.IsBuy == ofAsks;
            var isBetter = ofAsks ? price < taken.Price : price > taken.Price;
            if (taken.IsOurs)
                ours += isOfSide && taken.Price == price ? taken.Lots : 0;
            else if (isBetter || (!isOfSide && taken.Price == price))
                left = 0;
            else if (isOfSide && taken.Price == price)
                left = Math.Max(0, left - taken.Lots);
        }

        return withOurs ? Math.Max(0, left - ours) : left;
    }

    private sealed record Taken(int Price, int Lots, bool IsBuy, bool IsOurs);
}
