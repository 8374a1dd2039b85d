using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.V1;

namespace Performance.Commands;

/// <summary>A study in simulation that shows orders of ours which the engine does not know, and is told to cancel each.</summary>
internal sealed class AskingStudy : IDisposable
{
    private const ulong Epoch = 7;

    // Above every id that an engine of these days gives.
    private const ulong FirstOrderId = 0x7000_0000_0000_0000;

    // What an engine that has just begun is shown, it gives the time of an answer before it cancels.
    private static readonly TimeSpan NoCancelYet = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AsyncDuplexStreamingCall<StudyFrames, EngineFrames> _call;
    private readonly Queue<EngineFrame> _heard = [];
    private ulong _counter;
    private ulong _orders;

    private AskingStudy(GrpcChannel channel) => _call = new Engine.EngineClient(channel).Attach();

    /// <summary>Says Hello and waits for Welcome.</summary>
    public static async Task<AskingStudy> AttachAsync(GrpcChannel channel)
    {
        var study = new AskingStudy(channel);
        await study.SendAsync(
            new StudyFrame
            {
                Hello = new Hello
                {
                    ProtocolVersion = 5,
                    StudyVersion = "commands",
                    Instrument = "ES",
                    Contract = "ESH26",
                    TickSizePoints = 0.25,
                    TickValueUsd = 12.5,
                    BookDepthLevels = 10,
                    Mode = TradingMode.Sim,
                    TradeSimulationOn = true,
                },
            }
        );
        await study.NextAsync(frame => frame.BodyCase == EngineFrame.BodyOneofCase.Welcome);
        await Task.Delay(NoCancelYet);
        return study;
    }

    /// <summary>Shows one, and returns the µs until its cancellation has come; then the order is gone.</summary>
    public async Task<double> MeasureAsync()
    {
        var id = $"MIA-{FirstOrderId + ++_orders:x}";
        var shown = new StudyFrame
        {
            Counter = ++_counter,
            OrderSnapshot = new OrderSnapshot { FillsKnown = true, Order = { Report(id, OrderStatus.Working) } },
        };
        var began = Stopwatch.GetTimestamp();
        await SendAsync(shown);
        await NextAsync(frame => frame.BodyCase == EngineFrame.BodyOneofCase.CancelCommand && frame.CancelCommand.CommandId == id);
        var took = Stopwatch.GetElapsedTime(began);
        await SendAsync(new StudyFrame { Counter = ++_counter, OrderReport = Report(id, OrderStatus.Canceled) });
        return took.TotalMicroseconds;
    }

    public void Dispose() => _call.Dispose();

    private OrderReport Report(string id, OrderStatus status) =>
        new()
        {
            CommandId = id,
            Status = status,
            SierraOrderId = 1_000 + _orders,
            Role = OrderRole.Entry,
            Direction = Direction.Long,
            QuantityLots = 1,
            Simulated = true,
            ObservedUnixUs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000,
        };

    private Task SendAsync(StudyFrame frame)
    {
        frame.Epoch = Epoch;
        return _call.RequestStream.WriteAsync(new StudyFrames { Frame = { frame.ToByteString() } });
    }

    private async Task NextAsync(Predicate<EngineFrame> isIt)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            while (_heard.TryDequeue(out var frame))
            {
                if (frame.BodyCase == EngineFrame.BodyOneofCase.Refused)
                    throw new InvalidOperationException(frame.Refused.Text);
                if (isIt(frame))
                    return;
            }

            if (!await _call.ResponseStream.MoveNext(limit.Token))
                throw new InvalidOperationException("the engine ended the stream");
            foreach (var bytes in _call.ResponseStream.Current.Frame)
                _heard.Enqueue(EngineFrame.Parser.ParseFrom(bytes));
        }
    }
}
