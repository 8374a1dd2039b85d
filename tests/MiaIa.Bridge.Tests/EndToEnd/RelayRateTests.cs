using System.Diagnostics;
using Google.Protobuf;
using MiaIa.V1;
using MiaIa.ZeroMq;
using Serilog.Core;

namespace MiaIa.Bridge.Tests.EndToEnd;

/// <summary>How much the relay carries on this machine; for a person who asks, not part of a plain run.</summary>
[Explicit("It measures; run it alone.")]
public sealed class RelayRateTests
{
    private const int TradesPerFrame = 200;
    private const int Frames = 20_000;

    // Less than the engine's window holds, so that nothing has to be sent twice: the rate of the way is measured, not of resends.
    private const int FramesInFlightMax = 500;

    [Test]
    public async Task The_relay_carries_200_000_trades_a_second()
    {
        using var engine = await GrpcEngine.StartAsync();
        var settings = new BridgeSettings { StudyEndpoint = "tcp://127.0.0.1:*", EngineAddress = engine.Address.ToString() };
        using var bridge = BridgeServer.Start(settings, TimeProvider.System, Logger.None);
        using var context = new ZeroMqContext();
        using var dealer = context.CreateSocket(ZeroMqSocketType.Dealer, new ZeroMqSocketOptions { Immediate = true });
        using var answer = new ZeroMqMessage();
        dealer.Connect(bridge.Endpoint);
        Send(dealer, new StudyFrame { Epoch = 1, Hello = new Hello { ProtocolVersion = 1, Instrument = "ES" } });
        WaitFor(dealer, answer, EngineFrame.BodyOneofCase.Welcome, _ => true);
        var frame = new StudyFrame { Epoch = 1, Trades = Batch() };
        var started = Stopwatch.GetTimestamp();
        for (var counter = 1; counter <= Frames; counter++)
        {
            frame.Counter = (ulong)counter;
            Send(dealer, frame);
            if (counter % FramesInFlightMax == 0)
                WaitFor(dealer, answer, EngineFrame.BodyOneofCase.Ack, ack => ack.Ack.Counter > (ulong)(counter - (FramesInFlightMax / 2)));
        }

        WaitFor(dealer, answer, EngineFrame.BodyOneofCase.Ack, ack => ack.Ack.Counter == Frames);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var rate = Frames * (double)TradesPerFrame / seconds;
        TestContext.Out.WriteLine($"{Frames / seconds:0} frames/s, {rate:0} trades/s, {frame.CalculateSize()} bytes a frame");
        await bridge.StopAsync();
        Assert.That(bridge.Counters.OutOfOrder, Is.Zero);
        Assert.That(rate, Is.GreaterThan(200_000));
    }

    private static void Send(ZeroMqSocket dealer, StudyFrame frame)
    {
        var bytes = frame.ToByteArray();
        while (!dealer.TrySend(bytes))
            dealer.Wait(PollEvents.Writable, TimeSpan.FromSeconds(1));
    }

    private static void WaitFor(ZeroMqSocket dealer, ZeroMqMessage answer, EngineFrame.BodyOneofCase kind, Func<EngineFrame, bool> wanted)
    {
        while (true)
        {
            Assert.That(dealer.Wait(PollEvents.Readable, TimeSpan.FromSeconds(30)), Is.EqualTo(PollEvents.Readable), $"no {kind} came");
            dealer.TryReceive(answer);
            var frame = EngineFrame.Parser.ParseFrom(answer.Bytes);
            if (frame.BodyCase == kind && wanted(frame))
                return;
        }
    }

    private static TradeBatch Batch()
    {
        var batch = new TradeBatch { BaseUnixUs = 1_700_000_000_000_000, BasePriceTicks = 19_240 };
        for (var i = 0; i < TradesPerFrame; i++)
        {
            batch.TimeDeltaUs.Add(i % 90);
            batch.PriceDeltaTicks.Add(i % 3 - 1);
            batch.VolumeLots.Add((uint)(1 + i % 9));
            batch.Aggressor.Add(i % 2 == 0 ? Aggressor.Buy : Aggressor.Sell);
            batch.BidOffsetTicks.Add(0);
            batch.AskOffsetTicks.Add(1);
            batch.Group.Add(PrintGroup.None);
        }

        return batch;
    }
}
