using Google.Protobuf;
using MiaIa.V1;

namespace MiaIa.Bridge.Tests.Scripted;

/// <summary>Valid StudyFrames of every kind, from a seed.</summary>
internal static class RandomFrames
{
    private const int Kinds = 12;

    internal static StudyFrame Next(Random random)
    {
        var frame = new StudyFrame
        {
            Epoch = (ulong)random.NextInt64(1, long.MaxValue),
            Counter = (ulong)random.NextInt64(1, 1L << random.Next(1, 62)),
            StudySeenUnixNs = random.NextInt64(),
            StudySentUnixNs = random.NextInt64(),
        };
        switch (random.Next(Kinds))
        {
            case 0:
                frame.Hello = Hello(random);
                break;
            case 1:
                frame.Heartbeat = Heartbeat(random);
                break;
            case 2:
                frame.Goodbye = new Goodbye { Reason = Text(random), NewestCounter = (ulong)random.NextInt64() };
                break;
            case 3:
                frame.Trades = Trades(random);
                break;
            case 4:
                frame.Depth = Depth(random);
                break;
            case 5:
                frame.BarClose = new BarClose
                {
                    StartUnixUs = random.NextInt64(),
                    CloseTicks = random.Next(),
                    History = true,
                };
                break;
            case 6:
                frame.Pattern = new Pattern { Name = Text(random), Strength = random.NextDouble() };
                break;
            case 7:
                frame.StudyValues = new StudyValues { Name = { Text(random) }, Value = { random.NextDouble() } };
                break;
            case 8:
                frame.OrderReport = new OrderReport { CommandId = Text(random), FilledLots = (uint)random.Next() };
                break;
            case 9:
                frame.PositionReport = new PositionReport { QuantityLots = random.Next(-5, 5), OpenProfitUsd = -3.5 };
                break;
            case 10:
                frame.CommandAck = new CommandAck { EngineCounter = (ulong)random.NextInt64() };
                break;
            default:
                frame.Gap = GapUpTo(frame.Counter, random);
                break;
        }

        if (frame.BodyCase is StudyFrame.BodyOneofCase.Hello or StudyFrame.BodyOneofCase.Heartbeat or StudyFrame.BodyOneofCase.Goodbye)
            frame.Counter = 0;
        return frame;
    }

    internal static TradeBatch Trades(Random random)
    {
        var batch = new TradeBatch { BaseUnixUs = random.NextInt64(), BasePriceTicks = random.Next(1, 40_000) };
        for (var i = random.Next(1, 60); i > 0; i--)
        {
            batch.TimeDeltaUs.Add(random.Next(-5, 100_000));
            batch.PriceDeltaTicks.Add(random.Next(-3, 4));
            batch.VolumeLots.Add((uint)random.Next(1, 50));
            batch.Aggressor.Add(random.Next(2) == 0 ? Aggressor.Buy : Aggressor.Sell);
            batch.BidOffsetTicks.Add(random.Next(-2, 1));
            batch.AskOffsetTicks.Add(random.Next(0, 3));
            batch.Group.Add(PrintGroup.None);
        }

        return batch;
    }

    internal static byte[] Bytes(Random random) => Next(random).ToByteArray();

    private static Hello Hello(Random random) =>
        new()
        {
            ProtocolVersion = 5,
            Instrument = "ES",
            Contract = Text(random),
            Account = Text(random),
            TickSizePoints = 0.25,
            NewestCounter = (ulong)random.NextInt64(),
        };

    private static Heartbeat Heartbeat(Random random) =>
        new()
        {
            MarketUnixUs = random.NextInt64(),
            NewestCounter = (ulong)random.NextInt64(),
            Counters = new StudyCounters { Lots = (ulong)random.NextInt64() },
            Latency =
            {
                new HopLatency { Hop = Text(random), P99Us = random.NextDouble() },
            },
        };

    private static Gap GapUpTo(ulong counter, Random random) =>
        new()
        {
            FirstCounter = (ulong)random.NextInt64(1, (long)counter + 1),
            LastCounter = counter,
            Reason = Text(random),
        };

    private static DepthSnapshot Depth(Random random)
    {
        var depth = new DepthSnapshot { ObservedUnixUs = random.NextInt64() };
        for (var i = 0; i < 10; i++)
        {
            depth.BidPriceTicks.Add(20_000 - i);
            depth.BidLots.Add((uint)random.Next(1, 500));
            depth.AskPriceTicks.Add(20_001 + i);
            depth.AskLots.Add((uint)random.Next(1, 500));
        }

        return depth;
    }

    private static string Text(Random random) => new('x', random.Next(0, 40));
}
