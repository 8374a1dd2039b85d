using Google.Protobuf;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>Trades and books of every shape, as messages and as bytes: sound, broken in a field, in other forms of the wire, damaged.</summary>
internal sealed class RandomFrames(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A frame that breaks no rule.</summary>
    internal StudyFrame Sound()
    {
        var frame = new StudyFrame
        {
            Epoch = (ulong)_random.NextInt64(1, long.MaxValue),
            Counter = (ulong)_random.NextInt64(1, 1L << _random.Next(1, 60)),
            StudySeenUnixNs = Maybe(_random.NextInt64()),
            StudySentUnixNs = Maybe(_random.NextInt64()),
        };
        if (_random.Next(3) == 0)
            (frame.BridgeReceivedUnixNs, frame.BridgeSentUnixNs) = (_random.NextInt64(), _random.NextInt64());
        if (_random.Next(2) == 0)
            frame.Trades = Trades();
        else
            frame.Depth = Depth();
        return frame;
    }

    /// <summary>A frame of which one number or one length is something else; it may still be sound.</summary>
    internal StudyFrame Changed()
    {
        var frame = Sound();
        if (_random.Next(20) == 0)
            frame.Counter = 0;
        else if (frame.BodyCase == StudyFrame.BodyOneofCase.Trades)
            Change(frame.Trades);
        else
            Change(frame.Depth);
        return frame;
    }

    /// <summary>Bytes as a study and a bridge write them: the bridge's two times come last.</summary>
    internal byte[] Written(StudyFrame frame)
    {
        var bridge = new StudyFrame { BridgeReceivedUnixNs = frame.BridgeReceivedUnixNs, BridgeSentUnixNs = frame.BridgeSentUnixNs };
        var study = frame.Clone();
        study.BridgeReceivedUnixNs = study.BridgeSentUnixNs = 0;
        return _random.Next(2) == 0 ? frame.ToByteArray() : [.. study.ToByteArray(), .. bridge.ToByteArray()];
    }

    /// <summary>Bytes that mean the same or something else, in a form that no study writes: unknown fields, two bodies, two frames in one.</summary>
    internal byte[] Unusual(StudyFrame frame)
    {
        var bytes = Written(frame);
        return _random.Next(5) switch
        {
            4 => Unpacked(frame),
            0 => [.. bytes, 0xF8, 0x7F, (byte)_random.Next(128)],
            1 => [.. bytes, .. Written(Changed())],
            2 => [.. Written(Sound()), .. bytes],
            _ => [0xF8, 0x7F, 1, .. bytes],
        };
    }

    /// <summary>Bytes with a fault.</summary>
    internal byte[] Damaged(byte[] bytes)
    {
        var at = _random.Next(bytes.Length);
        switch (_random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 3:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + _random.Next(1, 9))..]];
            case 4:
                var more = new byte[_random.Next(1, 9)];
                _random.NextBytes(more);
                return [.. bytes[..at], .. more, .. bytes[at..]];
            default:
                // Behind the envelope, so that more of the damage is in columns.
                bytes[Math.Min(bytes.Length - 1, _random.Next(20, 80))] = (byte)_random.Next(256);
                return bytes;
        }
    }

    // One number of a column stands alone behind the others.
    private static byte[] Unpacked(StudyFrame frame)
    {
        var isTrades = frame.BodyCase == StudyFrame.BodyOneofCase.Trades;
        byte[] body = isTrades ? [.. frame.Trades.ToByteArray(), 0x28, 1] : [.. frame.Depth.ToByteArray(), 0x18, 1];
        var envelope = new StudyFrame { Epoch = frame.Epoch, Counter = frame.Counter };
        var tag = isTrades ? (byte)0x6A : (byte)0x72;
        return
        [
            .. envelope.ToByteArray(),
            tag,
            (byte)(body.Length | 0x80),
            (byte)(body.Length >> 7 & 0x7F | 0x80),
            (byte)(body.Length >> 14),
            .. body,
        ];
    }

    private TradeBatch Trades()
    {
        var count = _random.Next(10) switch
        {
            0 => _random.Next(9, 20),
            1 => _random.Next(1, 300),
            _ => _random.Next(1, 9),
        };
        var batch = new TradeBatch
        {
            BaseUnixUs = _random.NextInt64(1_600_000_000_000_000, 1_800_000_000_000_000),
            BasePriceTicks = _random.Next(5_000, 30_000),
            History = _random.Next(4) == 0,
            FirstSequence = (ulong)Maybe(_random.Next()),
        };
        var wide = _random.Next(3) == 0;
        for (var i = 0; i < count; i++)
        {
            batch.TimeDeltaUs.Add(i == 0 ? 0 : _random.Next(wide ? -500_000 : 0, wide ? 5_000_000 : 2_000));
            batch.PriceDeltaTicks.Add(i == 0 ? 0 : _random.Next(-10, 11));
            batch.VolumeLots.Add((uint)_random.Next(1, wide ? 3_000 : 60));
            batch.Aggressor.Add((Aggressor)_random.Next(1, 3));
            batch.BidOffsetTicks.Add(_random.Next(9) == 0 ? int.MinValue : _random.Next(-2, 1));
            batch.AskOffsetTicks.Add(_random.Next(9) == 0 && wide ? int.MinValue : _random.Next(0, wide ? 300 : 3));
            batch.Group.Add((PrintGroup)_random.Next(3));
        }

        return batch;
    }

    private DepthSnapshot Depth()
    {
        var depth = new DepthSnapshot
        {
            ObservedUnixUs = _random.NextInt64(1_600_000_000_000_000, 1_800_000_000_000_000),
            UnchangedCalls = (uint)Maybe(_random.Next()),
            History = _random.Next(4) == 0,
        };
        var price = _random.Next(5_000, 3_000_000);
        Side(depth.BidPriceTicks, depth.BidLots, depth.BidOrders, price, -1);
        Side(depth.AskPriceTicks, depth.AskLots, depth.AskOrders, price + 1, +1);
        return depth;
    }

    private void Side(IList<int> prices, IList<uint> lots, IList<uint> orders, int best, int step)
    {
        var levels = _random.Next(3) == 0 ? _random.Next(11) : 10;
        var given =
            levels == 0 ? 0
            : _random.Next(2) == 0 ? 1
            : _random.Next(1, levels + 1);
        var (lotsEnd, ordersEnd) = (1 << _random.Next(1, 20), 1 << _random.Next(1, 20));
        for (var i = 0; i < levels; i++)
        {
            if (i < given)
                prices.Add(best);
            lots.Add((uint)_random.Next(1, lotsEnd));
            orders.Add((uint)_random.Next(ordersEnd));
            best += step * (_random.Next(4) == 0 ? _random.Next(1, 4) : 1);
        }
    }

    private void Change(TradeBatch batch)
    {
        switch (_random.Next(9))
        {
            case 0:
                batch.BaseUnixUs = Odd();
                break;
            case 1:
                batch.BasePriceTicks = (int)Odd();
                break;
            case 2:
                Change(batch.TimeDeltaUs, Odd());
                break;
            case 3:
                Change(batch.PriceDeltaTicks, (int)Odd());
                break;
            case 4:
                Change(batch.VolumeLots, (uint)Odd());
                break;
            case 5:
                Change(batch.Aggressor, (Aggressor)(int)Odd());
                break;
            case 6:
                Change(batch.BidOffsetTicks, (int)Odd());
                break;
            case 7:
                Change(batch.AskOffsetTicks, (int)Odd());
                break;
            default:
                Change(batch.Group, (PrintGroup)(int)Odd());
                break;
        }
    }

    private void Change(DepthSnapshot depth)
    {
        switch (_random.Next(7))
        {
            case 0:
                depth.ObservedUnixUs = Odd();
                break;
            case 1:
                Change(depth.BidPriceTicks, (int)Odd());
                break;
            case 2:
                Change(depth.BidLots, (uint)Odd());
                break;
            case 3:
                Change(depth.BidOrders, (uint)Odd());
                break;
            case 4:
                Change(depth.AskPriceTicks, (int)Odd());
                break;
            case 5:
                Change(depth.AskLots, (uint)Odd());
                break;
            default:
                Change(depth.AskOrders, (uint)Odd());
                break;
        }
    }

    private void Change<T>(IList<T> column, T value)
    {
        if (_random.Next(4) == 0 || column.Count == 0)
            column.Insert(_random.Next(column.Count + 1), value);
        else if (_random.Next(4) == 0)
            column.RemoveAt(_random.Next(column.Count));
        else
            column[_random.Next(column.Count)] = value;
    }

    // Small, at a bound, or of any size.
    private long Odd() =>
        _random.Next(4) switch
        {
            0 => _random.Next(-3, 4),
            1 => new[] { 1_000_000, 1_000_001, 10_000_000, 10_000_001, 946_684_800_000_000, 4_102_444_800_000_000 }[_random.Next(6)],
            2 => new[] { int.MinValue, int.MaxValue, uint.MaxValue, long.MinValue, long.MaxValue, -3_600_000_001 }[_random.Next(6)],
            _ => _random.NextInt64(long.MinValue, long.MaxValue) >> _random.Next(64),
        };

    private long Maybe(long value) => _random.Next(3) == 0 ? 0 : value;
}
