using Grpc.Core;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Runner;

/// <summary>A study that publishes, without a stream: what it would be sent is kept.</summary>
internal sealed class HeardStudy : IServerStreamWriter<EngineFrames>
{
    internal HeardStudy(InstrumentEngine instrument)
    {
        Session = new(new FrameOutbox(this), new EdgeClock(TimeProvider.System, 0), () => { }, "test");
        Session.Introduce(epoch: 7, instrument, new Hello { Instrument = instrument.Name }, default);
        Session.IsPublisher = true;
    }

    internal StudySession Session { get; }

    /// <summary>Every frame so far, in order.</summary>
    internal List<EngineFrame> Heard { get; } = [];

    /// <summary>The commands so far, each as a word and the order's name.</summary>
    internal string Commands
    {
        get
        {
            Session.Flush();
            return string.Join(" ", Heard.Select(Word));
        }
    }

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(EngineFrames message)
    {
        Heard.AddRange(message.Frame.Select(frame => EngineFrame.Parser.ParseFrom(frame)));
        return Task.CompletedTask;
    }

    private static string Word(EngineFrame frame) =>
        frame.BodyCase switch
        {
            EngineFrame.BodyOneofCase.OrderCommand => $"enter:{frame.OrderCommand.CommandId}",
            EngineFrame.BodyOneofCase.CancelCommand => $"cancel:{frame.CancelCommand.CommandId}",
            EngineFrame.BodyOneofCase.Flatten => $"flatten:{frame.Flatten.CommandId}",
            EngineFrame.BodyOneofCase.OrderQuery => $"query:{frame.OrderQuery.CommandId}",
            _ => frame.BodyCase.ToString(),
        };
}
