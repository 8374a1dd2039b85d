using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;

namespace MiaIa.Engine.Tests.Orders;

// What Sierra and the study do with commands, and what happens to orders there.
internal sealed partial class RandomMarket
{
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

    private Direction Side() => _random.Next(2) == 0 ? Direction.Long : Direction.Short;

    internal sealed record BrokerOrder(ulong Id, OrderRole Role, ulong BrokerId, Direction Side, int Lots)
    {
        public ulong BrokerId { get; set; } = BrokerId;

        public int Lots { get; set; } = Lots;

        public int Filled { get; set; }

        public bool IsWorking { get; set; }
    }
}
