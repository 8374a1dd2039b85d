using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>
/// A Sierra with a will of its own before a tracker: it fills, cancels, rejects and forgets orders as a seed says, somebody trades by hand, and news
/// of it is delayed, repeated, reordered and lost; some executions are missing even in its list. Positions and snapshots are of the moment in which they are taken, as the study takes them.
/// </summary>
internal sealed class RandomMarket
{
    private readonly Random _random;
    private readonly List<BrokerOrder> _orders = [];
    private readonly List<Fill> _fills = [];
    private readonly List<object> _news = [];
    private readonly HashSet<ulong> _madeIds = [];
    private readonly HashSet<ulong> _hidden = [];
    private readonly double _loss;
    private readonly double _hiding;
    private ulong _signals;
    private ulong _brokerIds = 100;
    private ulong _keys = 500_000;

    internal RandomMarket(int seed)
    {
        _random = new Random(seed);
        // Each seed draws its own weather.
        _loss = _random.NextDouble() * 0.3;
        _hiding = _random.Next(3) == 0 ? 0.2 : 0;
        Rig = OrderRig.Ready();
    }

    internal OrderRig Rig { get; }

    /// <summary>What the naive model is told: every execution as it was delivered, in order.</summary>
    internal List<Fill> Delivered { get; } = [];

    internal int Position { get; private set; }

    /// <summary>Net lots that our own orders made and nobody else closed.</summary>
    internal int OwnPosition { get; private set; }

    internal IEnumerable<BrokerOrder> Working => _orders.Where(order => order.IsWorking);

    /// <summary>Looked at before each intent takes effect.</summary>
    internal Action<OrderIntent> Check { get; set; } = _ => { };

    internal void Step()
    {
        var from = Rig.Left.Count;
        switch (_random.Next(12))
        {
            case 0 or 1:
                Rig.Pass(_random.Next(1, 16) * 100);
                break;
            case 2 or 3:
                _ = Rig.TryEnter(++_signals, _random.Next(1, 3), _random.Next(2) == 0 ? Direction.Long : Direction.Short);
                break;
            case 4:
                Rig.CancelEntry(_signals);
                break;
            case 5 when _random.Next(4) == 0:
                Rig.Flatten("kill");
                break;
            case 5 when _random.Next(8) == 0:
                Trade(new BrokerOrder(0, OrderRole.External, 0, Side(), 1));
                break;
            case 6 or 7:
                Live();
                break;
            case 8:
                Rig.Read(Position);
                break;
            default:
                Deliver();
                break;
        }

        Obey(from);
    }

    /// <summary>The faults stop: every question is answered with all that is true, until both sides agree or the time is over.</summary>
    internal bool Settles(int millis)
    {
        _news.Clear();
        _hidden.Clear();
        Rig.Gap();
        for (var left = millis; left > 0 && !IsAgreed(); left -= 100)
        {
            var from = Rig.Left.Count;
            Rig.Pass(100);
            Obey(from, isCalm: true);
            TellAll();
            foreach (var exit in Working.Where(order => order.Role == OrderRole.Exit).ToArray())
                Trade(exit);
        }

        return IsAgreed();
    }

    private void TellAll()
    {
        foreach (var news in _news.ToArray())
        {
            if (news is OrderReport report)
                Rig.Take(report);
            else
                Take((Fill)news);
        }

        _news.Clear();
    }

    private bool IsAgreed()
    {
        var tracker = Rig.Tracker;
        var open = tracker.Orders.ToArray().Where(order => order.IsOpen).Select(order => order.BrokerId).Order();
        return tracker.IsReconciled && !tracker.IsFlattening && open.SequenceEqual(Working.Select(order => order.BrokerId).Order());
    }

    private void Obey(int from, bool isCalm = false)
    {
        for (var at = from; at < Rig.Left.Count; at++)
        {
            var intent = Rig.Left[at];
            Check(intent);
            var isLost = !isCalm && _random.NextDouble() < _loss;
            if (intent.Kind == OrderIntentKind.Query && !isLost)
                Answer(intent.OrderId);
            else if (intent.Kind == OrderIntentKind.Enter && !isLost)
                Enter(intent);
            else if (intent.Kind == OrderIntentKind.CancelEntry && !isLost)
                CancelEntry(intent.OrderId);
            else if (intent.Kind == OrderIntentKind.Flatten && !isLost)
                Flatten(intent.OrderId);
        }
    }

    private void Enter(in OrderIntent intent)
    {
        var entry = intent.Entry;
        var order = new BrokerOrder(intent.OrderId, OrderRole.Entry, 0, entry.Direction, entry.Lots.Value);
        if (_random.Next(8) == 0)
        {
            Tell(order, OrderReportKind.Refused);
            return;
        }

        _ = _madeIds.Add(intent.OrderId);
        Make(order);
    }

    private void CancelEntry(ulong id)
    {
        foreach (var order in Working.Where(o => o.Id == id && o.Role == OrderRole.Entry && o.Filled == 0).ToArray())
            End(order, OrderReportKind.Canceled);
    }

    private void Flatten(ulong id)
    {
        if (_random.Next(6) == 0)
        {
            Tell(new BrokerOrder(id, OrderRole.Exit, 0, Direction.Long, 0), OrderReportKind.Refused);
            return;
        }

        _ = _madeIds.Add(id);
        foreach (var order in Working.Where(order => order.Role != OrderRole.External).ToArray())
            End(order, OrderReportKind.Canceled);
        if (OwnPosition != 0)
            Make(new BrokerOrder(id, OrderRole.Exit, 0, OwnPosition > 0 ? Direction.Short : Direction.Long, Math.Abs(OwnPosition)));
        else
            Tell(new BrokerOrder(id, OrderRole.Exit, 0, Direction.Long, 0), OrderReportKind.Filled);
    }

    /// <summary>Something happens to a working order.</summary>
    private void Live()
    {
        var working = Working.ToArray();
        if (working.Length == 0)
            return;
        var order = working[_random.Next(working.Length)];
        switch (_random.Next(8))
        {
            case 0:
                End(order, OrderReportKind.Canceled);
                break;
            case 1:
                End(order, OrderReportKind.Rejected);
                break;
            case 2:
                order.IsWorking = false;
                break;
            case 3:
                Tell(order, OrderReportKind.Working);
                break;
            default:
                Trade(order);
                break;
        }
    }

    private void Trade(BrokerOrder order)
    {
        var lots = order.Role == OrderRole.Entry && _random.Next(2) == 0 ? 1 : order.Lots - order.Filled;
        var fill = Rig.MakeFill(order.Id, order.Role, lots, 20_000 + _random.Next(-20, 20), order.Side, ++_keys);
        order.Filled += lots;
        Position += fill.SignedLots;
        MoveOwn(fill);
        _fills.Add(fill);
        if (_random.NextDouble() < _hiding)
            _ = _hidden.Add(fill.Key);
        else
            _news.Add(fill);
        if (order.Role != OrderRole.External)
            Follow(order, lots);
        // The study takes away what no position needs any longer.
        foreach (var exit in Working.Where(o => o.Role is OrderRole.Stop or OrderRole.Target or OrderRole.Exit).ToArray())
        {
            if (OwnPosition == 0)
                End(exit, OrderReportKind.Canceled);
        }
    }

    private void Follow(BrokerOrder order, int lots)
    {
        order.IsWorking = order.Filled < order.Lots;
        Tell(order, order.IsWorking ? OrderReportKind.Partial : OrderReportKind.Filled);
        if (order.Role == OrderRole.Entry)
            Protect(order, lots);
    }

    private void MoveOwn(in Fill fill)
    {
        if (fill.OrderId != 0)
            OwnPosition += fill.SignedLots;
        // A net position: ours is never more than there is.
        OwnPosition =
            Math.Sign(Position) == Math.Sign(OwnPosition) ? Math.Sign(Position) * Math.Min(Math.Abs(Position), Math.Abs(OwnPosition)) : 0;
    }

    private void Protect(BrokerOrder entry, int lots)
    {
        var side = entry.Side == Direction.Long ? Direction.Short : Direction.Long;
        foreach (var role in new[] { OrderRole.Stop, OrderRole.Target })
        {
            var child = Working.FirstOrDefault(order => order.Id == entry.Id && order.Role == role);
            if (child is null)
            {
                Make(new BrokerOrder(entry.Id, role, 0, side, lots));
            }
            else
            {
                child.Lots += lots;
                Tell(child, OrderReportKind.Working);
            }
        }
    }

    private void Make(BrokerOrder order)
    {
        order.BrokerId = ++_brokerIds;
        order.IsWorking = true;
        _orders.Add(order);
        Tell(order, OrderReportKind.Sent);
        Tell(order, OrderReportKind.Working);
    }

    private void End(BrokerOrder order, OrderReportKind kind)
    {
        order.IsWorking = false;
        Tell(order, kind);
    }

    private void Tell(BrokerOrder order, OrderReportKind kind) => _news.Add(Report(order, kind));

    private OrderReport Report(BrokerOrder order, OrderReportKind kind) =>
        Rig.Make(kind, order.Id, order.Role, order.BrokerId, order.Lots, order.Filled, 20_000, order.Side);

    /// <summary>One of the oldest news arrives, perhaps twice; or it never does.</summary>
    private void Deliver()
    {
        if (_news.Count == 0)
            return;
        var at = _random.Next(Math.Min(_news.Count, 4));
        var news = _news[at];
        if (_random.Next(6) != 0)
            _news.RemoveAt(at);
        if (_random.NextDouble() < _loss)
        {
            _ = _news.Remove(news);
            Rig.Gap();
            return;
        }

        if (news is OrderReport report)
            Rig.Take(report);
        else
            Take((Fill)news);
    }

    private void Take(in Fill fill)
    {
        Delivered.Add(fill);
        _ = Rig.Fill(fill.OrderId, fill.Role, fill.Lots.Value, fill.Price.Value, fill.Direction, fill.Key);
    }

    private void Answer(ulong id)
    {
        var orders = Working.Select(order => Report(order, order.Filled > 0 ? OrderReportKind.Partial : OrderReportKind.Working));
        var fills = _fills.Where(fill => !_hidden.Contains(fill.Key)).TakeLast(256).ToArray();
        Delivered.AddRange(fills);
        Rig.Snapshot(Position, [.. orders], fills, id, _madeIds.Contains(id));
    }

    private Direction Side() => _random.Next(2) == 0 ? Direction.Long : Direction.Short;

    internal sealed record BrokerOrder(ulong Id, OrderRole Role, ulong BrokerId, Direction Side, int Lots)
    {
        public ulong BrokerId { get; set; } = BrokerId;

        public int Lots { get; set; } = Lots;

        public int Filled { get; set; }

        public bool IsWorking { get; set; }
    }
}
