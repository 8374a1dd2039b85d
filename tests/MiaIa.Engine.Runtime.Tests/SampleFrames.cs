using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests;

/// <summary>Sound frames of every kind; a test breaks one field of them.</summary>
internal static class SampleFrames
{
    /// <summary>2023-12-25 23:00:00 UTC, the Globex open of the recorded hour, in µs.</summary>
    internal const long OpenUnixUs = 1_703_545_200_000_000;

    internal const int PriceTicks = 19_240;

    internal static StudyFrame Trades(ulong epoch = 7, ulong counter = 1, int trades = 3, long timeUnixUs = OpenUnixUs, uint lots = 2)
    {
        var batch = new TradeBatch { BaseUnixUs = timeUnixUs, BasePriceTicks = PriceTicks };
        for (var i = 0; i < trades; i++)
        {
            batch.TimeDeltaUs.Add(i == 0 ? 0 : 500);
            batch.PriceDeltaTicks.Add(i == 0 ? 0 : (i % 2 == 1 ? 1 : -1));
            batch.VolumeLots.Add(lots);
            batch.Aggressor.Add(i % 2 == 0 ? Aggressor.Sell : Aggressor.Buy);
            batch.BidOffsetTicks.Add(i % 2 == 0 ? 0 : -1);
            batch.AskOffsetTicks.Add(i % 2 == 0 ? 1 : 0);
            batch.Group.Add(PrintGroup.None);
        }

        return new StudyFrame
        {
            Epoch = epoch,
            Counter = counter,
            Trades = batch,
        };
    }

    internal static StudyFrame Depth(ulong epoch = 7, ulong counter = 1, int levels = 10, long timeUnixUs = OpenUnixUs)
    {
        var depth = new DepthSnapshot { ObservedUnixUs = timeUnixUs };
        for (var i = 0; i < levels; i++)
        {
            depth.BidPriceTicks.Add(PriceTicks - i);
            depth.BidLots.Add((uint)(20 + i));
            depth.BidOrders.Add((uint)(5 + i));
            depth.AskPriceTicks.Add(PriceTicks + 1 + i);
            depth.AskLots.Add((uint)(30 + i));
            depth.AskOrders.Add(0);
        }

        return new StudyFrame
        {
            Epoch = epoch,
            Counter = counter,
            Depth = depth,
        };
    }

    internal static StudyFrame Bar(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            BarClose = new BarClose
            {
                StartUnixUs = OpenUnixUs,
                PeriodSeconds = 60,
                OpenTicks = 19_240,
                HighTicks = 19_244,
                LowTicks = 19_238,
                CloseTicks = 19_241,
                VolumeLots = 100,
                BidVolumeLots = 40,
                AskVolumeLots = 60,
                Trades = 25,
            },
        };

    internal static StudyFrame Pattern(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            Pattern = new Pattern
            {
                Name = "double_top",
                Direction = Direction.Short,
                Strength = 0.5,
                ObservedUnixUs = OpenUnixUs,
            },
        };

    internal static StudyFrame Values(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            StudyValues = new StudyValues
            {
                ObservedUnixUs = OpenUnixUs,
                Name = { "vix", "Net Gamma" },
                Value = { 13.2, -4e9 },
            },
        };

    internal static StudyFrame Order(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            OrderReport = new OrderReport
            {
                CommandId = "MIA-1a",
                Status = OrderStatus.Filled,
                Role = OrderRole.Entry,
                Direction = Direction.Long,
                QuantityLots = 1,
                FilledLots = 1,
                AverageFillPoints = 4810.25,
                ObservedUnixUs = OpenUnixUs,
                Simulated = true,
            },
        };

    internal static StudyFrame Fill(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            FillReport = new FillReport
            {
                FillId = "17-1",
                CommandId = "MIA-1a",
                Role = OrderRole.Entry,
                Direction = Direction.Long,
                Lots = 1,
                PriceTicks = 19_241,
                ObservedUnixUs = OpenUnixUs,
                Simulated = true,
            },
        };

    internal static StudyFrame Snapshot(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            OrderSnapshot = new OrderSnapshot
            {
                Position = Position().PositionReport,
                Order = { Order().OrderReport },
                Fill = { Fill().FillReport },
                FillsKnown = true,
            },
        };

    internal static StudyFrame Position(ulong epoch = 7, ulong counter = 1) =>
        new()
        {
            Epoch = epoch,
            Counter = counter,
            PositionReport = new PositionReport
            {
                QuantityLots = -1,
                AveragePoints = 4810.25,
                ObservedUnixUs = OpenUnixUs,
            },
        };

    internal static StudyFrame Gap(ulong first, ulong last, ulong epoch = 7) =>
        new()
        {
            Epoch = epoch,
            Counter = last,
            Gap = new Gap
            {
                FirstCounter = first,
                LastCounter = last,
                Reason = "ring_overrun",
            },
        };

    internal static StudyFrame Heartbeat(ulong epoch = 7, ulong newest = 0) =>
        new()
        {
            Epoch = epoch,
            Heartbeat = new Heartbeat
            {
                MarketUnixUs = OpenUnixUs,
                NewestCounter = newest,
                ServerState = 2,
                Latency =
                {
                    new HopLatency
                    {
                        Hop = "round_trip",
                        Count = 3,
                        P50Us = 400,
                        P99Us = 900,
                        MaxUs = 1000,
                    },
                },
            },
        };

    internal static StudyFrame Goodbye(ulong epoch = 7) =>
        new()
        {
            Epoch = epoch,
            Goodbye = new Goodbye { Reason = "removed" },
        };

    internal static StudyFrame Hello(ulong epoch = 7, string instrument = "ES") =>
        new()
        {
            Epoch = epoch,
            Hello = new Hello
            {
                ProtocolVersion = 5,
                Instrument = instrument,
                Contract = instrument + "H24_FUT_CME",
                TickSizePoints = 0.25,
                TickValueUsd = instrument == "ES" ? 12.5 : 1.25,
                ChartUpdateIntervalMs = 10,
                Mode = TradingMode.DryRun,
                SierraVersion = "2600",
                StudyVersion = "0.1.0",
                Replay = ReplayState.Stopped,
                BookDepthLevels = 10,
            },
        };
}
