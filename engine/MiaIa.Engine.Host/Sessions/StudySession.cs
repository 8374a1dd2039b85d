using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Sessions;

/// <summary>
/// One Attach stream as the runner sees it. Everything here happens under the runner's lock, except <see cref="Ending"/>,
/// <see cref="DeliverSwitch"/> and <see cref="DeliverEarly"/>. What waits to be sent is bounded by the outbox: of score and levels a study that reads slowly gets the newest, anything else that does not
/// fit ends the stream, so that nothing that must arrive is lost in silence.
/// </summary>
internal sealed class StudySession
{
    private const long ResendAgainNs = 250_000_000;
    private const long HelloAgainNs = 250_000_000;

    private readonly Lock _sendGate = new();
    private readonly FrameOutbox _outbox;
    private readonly EdgeClock _clock;
    private readonly Action _cancel;
    private readonly EngineFrame _ack = new() { Ack = new Ack() };
    private FrameTrace _trace;
    private long _ackUnixNs;
    private FrameLateness _lateness;
    private ulong _sentCounter;
    private ulong _resendFrom;
    private long _resendAtUnixNs;
    private long _helloAtUnixNs;

    /// <summary>A stream that has just begun.</summary>
    /// <param name="outbox">The stream's way down.</param>
    /// <param name="clock">The wall clock for trace times.</param>
    /// <param name="cancel">Ends the handler's pending read; <see cref="Ending"/> then says why.</param>
    /// <param name="peer">The client's address, for the log.</param>
    internal StudySession(FrameOutbox outbox, EdgeClock clock, Action cancel, string peer)
    {
        _outbox = outbox;
        _clock = clock;
        _cancel = cancel;
        Peer = peer;
    }

    /// <summary>The client's address.</summary>
    public string Peer { get; }

    /// <summary>The study's epoch; 0 before Hello.</summary>
    public ulong Epoch { get; private set; }

    /// <summary>The instrument; null before Hello.</summary>
    public InstrumentEngine? Instrument { get; private set; }

    /// <summary>The newest Hello, its frame's bytes as received: journalled when this study begins to publish.</summary>
    public ReadOnlyMemory<byte> HelloBytes { get; private set; }

    /// <summary>The newest Hello.</summary>
    public Hello? Hello { get; private set; }

    /// <summary>Whether this stream feeds the core. A reader only listens.</summary>
    public bool IsPublisher { get; internal set; }

    /// <summary>An acknowledgement is owed for what was read.</summary>
    public bool OwesAck { get; internal set; }

    /// <summary>Frames dropped because another study publishes.</summary>
    public ulong IgnoredFrames { get; internal set; }

    /// <summary>The newest downstream counter that the study has confirmed.</summary>
    public ulong ConfirmedCounter { get; internal set; }

    /// <summary>Bytes that wait until the study reads.</summary>
    public int WaitingBytes => _outbox.WaitingBytes;

    /// <summary>How much longer than usual the frames of the newest turn were under way; of the one that was latest, in ns.</summary>
    public long LateNs => _lateness.TurnNs;

    /// <summary>The same of the frame that was latest since this was last asked; 0 when none came.</summary>
    public long TakeWorstLateNs() => _lateness.TakeWorst();

    /// <summary>The newest position that it told while the journal could not be written; null once it is told to the core again.</summary>
    public PositionReport? PositionWithoutRecord { get; internal set; }

    /// <summary>Why the stream is being ended from outside; null while it may go on.</summary>
    public Status? Ending { get; private set; }

    internal void Introduce(ulong epoch, InstrumentEngine instrument, Hello hello, ReadOnlyMemory<byte> bytes)
    {
        Epoch = epoch;
        Instrument = instrument;
        Hello = hello;
        HelloBytes = bytes;
    }

    /// <summary>A new chain has begun: its instrument from here on.</summary>
    internal void Follow(EngineState state) => Instrument = Instrument is null ? null : state.FindInstrument(Instrument.Name);

    /// <summary>The frames that follow were read together.</summary>
    internal void BeginTurn() => _lateness.BeginTurn();

    /// <summary>A drain is over: its times, and those of its newest frame.</summary>
    internal DrainTime TakeDrain(int frames, long beganTimestamp) =>
        _trace.TakeDrain(Instrument?.Name, frames, Stopwatch.GetElapsedTime(beganTimestamp).Ticks * TimeSpan.NanosecondsPerTick);

    internal void Trace(FrameTimes times, long engineReceivedUnixNs)
    {
        _trace.Apply(times, engineReceivedUnixNs);
        // What is sent again says when that was, not how old it is.
        _lateness.Read(times.StudySeenUnixNs != 0 ? times.StudySeenUnixNs : times.StudySentUnixNs, engineReceivedUnixNs);
    }

    /// <summary>Ends the stream with a status: another stream took its place, the study reads too slowly, or the engine stops.</summary>
    internal void End(StatusCode code, string text)
    {
        if (Ending is null)
        {
            Ending = new Status(code, text);
            _cancel();
        }
    }

    /// <summary>A frame that may be sent again or left out, as Welcome.</summary>
    internal void Answer(EngineFrame frame) => Send(frame, Epoch, isCounted: false);

    /// <summary>Says no to a Hello, in its epoch: the study takes no other's frames, and the stream may have none yet.</summary>
    internal void Refuse(ulong epoch, Refused refused) => Send(new EngineFrame { Refused = refused }, epoch, isCounted: false);

    /// <summary>A frame that must not be lost: it gets a counter.</summary>
    internal void Deliver(EngineFrame frame) => Send(frame, Epoch, isCounted: true);

    /// <summary>
    /// Halt, flatten or resume, sent at once, on any thread. A view of what the engine would do that still waits is of before, and is dropped: behind
    /// a halt it would say that the study may trade.
    /// </summary>
    internal void DeliverSwitch(EngineFrame frame)
    {
        _outbox.Forget(ShownKind.Trading);
        Send(frame, Epoch, isCounted: true);
        _outbox.Flush();
    }

    /// <summary>The same before the study is welcomed: in the epoch of its Hello and without a counter, since it is told again then.</summary>
    internal void DeliverEarly(EngineFrame frame, ulong epoch)
    {
        Send(frame, epoch, isCounted: false);
        _outbox.Flush();
    }

    /// <summary>
    /// Whether an acknowledgement is owed and due. Of a call each 10 ms one in five is answered then: each answer wakes four threads on its way,
    /// and is a read in Sierra's own. The study keeps its frames meanwhile.
    /// </summary>
    internal bool OwesAckAt(long atUnixNs, long everyNs) => OwesAck && atUnixNs - _ackUnixNs >= everyNs;

    /// <summary>Everything up to this counter is in the journal.</summary>
    internal void Ack(ulong counter, long atUnixNs)
    {
        _ack.Ack.Counter = counter;
        _outbox.Show(ShownKind.Ack, Sealed(_ack, 0, Epoch, hasTimes: _trace.IsOfThisDrain));
        OwesAck = false;
        _ackUnixNs = atUnixNs;
    }

    /// <summary>Asks for a resend, at most once each 250 ms for one counter. True when it asked.</summary>
    internal bool AskResend(ulong from, long atUnixNs)
    {
        if (from == _resendFrom && atUnixNs - _resendAtUnixNs < ResendAgainNs)
            return false;

        _resendFrom = from;
        _resendAtUnixNs = atUnixNs;
        Send(new EngineFrame { ResendRequest = new ResendRequest { FromCounter = from } }, Epoch, isCounted: false);
        return true;
    }

    /// <summary>Asks for Hello, at most once each 250 ms.</summary>
    internal void AskHello(long atUnixNs)
    {
        if (atUnixNs - _helloAtUnixNs < HelloAgainNs)
            return;

        _helloAtUnixNs = atUnixNs;
        Send(new EngineFrame { HelloRequest = new HelloRequest() }, Epoch, isCounted: false);
    }

    /// <summary>The newest score.</summary>
    internal void ShowState(ConfluenceState state) => Show(ShownKind.State, new EngineFrame { State = state });

    /// <summary>The newest levels.</summary>
    internal void ShowLevels(Levels levels) => Show(ShownKind.Levels, new EngineFrame { Levels = levels });

    /// <summary>What the engine would do now.</summary>
    internal void ShowTrading(TradingView trading) => Show(ShownKind.Trading, new EngineFrame { TradingView = trading });

    /// <summary>Sends what was written, without waiting.</summary>
    internal void Flush() => _outbox.Flush();

    /// <summary>Lets what was written go out. False when the study did not take it in time.</summary>
    internal Task<bool> TryFinishAsync(TimeSpan limit) => _outbox.TryFinishAsync(limit);

    private void Show(ShownKind kind, EngineFrame frame) => _outbox.Show(kind, Sealed(frame, 0, Epoch));

    // One at a time, so that counters reach the stream in order.
    private void Send(EngineFrame frame, ulong epoch, bool isCounted)
    {
        lock (_sendGate)
        {
            if (Ending is null && !_outbox.TryAdd(Sealed(frame, isCounted ? ++_sentCounter : 0, epoch)))
                End(StatusCode.ResourceExhausted, $"the study reads too slowly: {_outbox.WaitingBytes} bytes wait");
        }
    }

    // What is told after its drain has no times: they would tell how long it waited, and are what the study takes for the way.
    private ByteString Sealed(EngineFrame frame, ulong counter, ulong epoch, bool hasTimes = true)
    {
        frame.Epoch = epoch;
        frame.Counter = counter;
        (hasTimes ? _trace : default).Give(frame, hasTimes ? _clock.WallUnixNs : 0);
        return frame.ToByteString();
    }
}
