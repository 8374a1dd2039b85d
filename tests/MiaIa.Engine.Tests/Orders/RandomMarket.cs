using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>
/// A Sierra with a will of its own before a tracker: it fills, cancels, rejects and forgets orders as a seed says, somebody trades by hand, and news
/// of it is delayed, repeated, reordered and lost; some executions are missing even in its list. Positions and snapshots are of the moment in which they are taken, as the study takes them.
/// </summary>
internal sealed partial class RandomMarket
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
}
