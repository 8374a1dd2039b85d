using System.Diagnostics.CodeAnalysis;
using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Ingress;
using MiaIa.Engine.Host.Journal;
using MiaIa.Engine.Market;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>
/// Everything that an input changes, and nothing that it does not: live and replay call this with the same inputs in the same
/// order and hold the same state afterwards. It knows no stream, no clock and no disk, and belongs to one thread at a time.
/// </summary>
public sealed class EngineStep
{
    private readonly InstrumentLane[] _lanes;
    private readonly Dictionary<ulong, EpochState> _epochs = [];
    private readonly FrameEvents _events = new();
    private readonly PlainFrames _plain = new();
    private readonly OptionInputEvents _optionEvents = new();
    private EpochState? _lastAsked;

    /// <summary>Makes empty cores.</summary>
    /// <param name="options">The instruments.</param>
    /// <param name="firstSignalId">Signal ids rise from here over all cores, ≥ 1.</param>
    /// <param name="sink">Takes the decisions.</param>
    public EngineStep(EngineOptions options, ulong firstSignalId, IDecisionSink sink)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        FirstSignalId = firstSignalId;
        _lanes =
        [
            .. options.Instruments.Select(
                (instrument, i) =>
                    new InstrumentLane(
                        instrument with
                        {
                            FirstSignalId = firstSignalId + (ulong)i,
                            SignalIdStep = (ulong)options.Instruments.Count,
                        },
                        sink
                    )
            ),
        ];
    }

    /// <summary>Whether every lane keeps its <see cref="InstrumentLane.DepthHash"/>; no decision depends on it.</summary>
    public bool HashesDepth
    {
        get;
        init
        {
            field = value;
            foreach (var lane in _lanes)
                lane.HashesDepth = value;
        }
    } = true;

    /// <summary>What the cores were made with.</summary>
    public EngineOptions Options { get; }

    /// <summary>The instruments.</summary>
    public IReadOnlyList<InstrumentLane> Lanes => _lanes;

    /// <summary>Every epoch that has attached.</summary>
    public IReadOnlyCollection<EpochState> Epochs => _epochs.Values;

    /// <summary>What option chains are listed.</summary>
    public ListedChains Chains { get; } = new();

    /// <summary>Option inputs refused by this process; a replay knows nothing of them.</summary>
    public RefusalCounts RefusedOptions { get; } = new();

    /// <summary>Whether new signals are forbidden.</summary>
    public bool IsHalted { get; private set; }

    /// <summary>Who halted and why; empty when not halted.</summary>
    public string HaltReason { get; private set; } = "";

    /// <summary>Signal ids rise from here over all cores.</summary>
    public ulong FirstSignalId { get; }

    /// <summary>The newest signal id given so far; one less than the first when there was none.</summary>
    public ulong NewestSignalId => Math.Max(FirstSignalId - 1, _lanes.Max(lane => lane.NewestSignalId));

    /// <summary>Local time of the newest input, in ns.</summary>
    public long NewestUnixNs { get; private set; }

    /// <summary>A hash over every core's decisions so far.</summary>
    public ulong DecisionHash
    {
        get
        {
            var hash = Fnv1a.Seed;
            foreach (var lane in _lanes)
                hash = Fnv1a.Append(hash, lane.Core.DecisionHash);

            return hash;
        }
    }

    /// <summary>The lane of an instrument; null when it is not one of ours.</summary>
    public InstrumentLane? FindLane(string instrument) => Array.Find(_lanes, lane => lane.Name == instrument);

    /// <summary>An epoch that has attached before; null when it has not.</summary>
    public EpochState? FindEpoch(ulong epoch) => _epochs.GetValueOrDefault(epoch);

    /// <summary>A study begins, or goes on, to feed its instrument. Its Hello is known to be sound.</summary>
    public EpochState Attach(ulong epoch, Hello hello, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(hello);
        var at = Received(receivedAtUnixNs);
        if (!_epochs.TryGetValue(epoch, out var state))
        {
            var lane = FindLane(hello.Instrument) ?? throw new ArgumentException($"no lane for {hello.Instrument}", nameof(hello));
            _epochs.Add(epoch, state = new(epoch, lane, hello));
        }

        // Frames that were acknowledged to an earlier engine, or fell out of the ring unseen, can never come again.
        var oldest = hello.OldestCounter == 0 ? hello.NewestCounter + 1 : hello.OldestCounter;
        var missing = oldest > state.Expected ? oldest - state.Expected : 0;
        var isContinuation = state.Lane.Publisher == state && missing == 0;
        var isRoll = state.Lane.Publisher is { } known && known.Hello.Contract != hello.Contract;
        state.Hello = hello;
        state.IsAttached = true;
        if (state.Lane.Publisher is { } before && before != state)
            before.IsAttached = false;

        state.Lane.Publisher = state;
        state.Lane.LastHeardUnixNs = at.Value;
        state.Lane.Process(MarketEvent.StudyAttached(at, isContinuation, isRoll, hello.Label.Length > 0));
        if (missing > 0)
        {
            state.Expected = oldest;
            state.Lane.Process(MarketEvent.GapDeclared(at, Clamped(missing)));
        }

        return state;
    }

    /// <summary>The study's stream has ended.</summary>
    public void Detach(ulong epoch, long receivedAtUnixNs)
    {
        var at = Received(receivedAtUnixNs);
        if (_epochs.TryGetValue(epoch, out var state) && state.IsAttached)
        {
            state.IsAttached = false;
            state.Lane.Process(MarketEvent.StudyDetached(at));
        }
    }

    /// <summary>Takes a frame in its place. A refused one only moves the order on and is counted.</summary>
    public void Take(EpochState state, in ReceivedFrame received, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(state);
        var at = Received(receivedAtUnixNs);
        var missing = received.Counter >= state.Expected ? received.Counter - state.Expected : 0;
        state.Expected = Math.Max(state.Expected, received.Counter + 1);
        state.Lane.LastHeardUnixNs = at.Value;
        if (received.Refusal is { } refusal)
        {
            state.Lane.Refused.Add(refusal.Reason);
            state.Lane.Process(MarketEvent.StudyAlive(default, at));
        }
        else if (received.Body == StudyFrame.BodyOneofCase.Gap)
        {
            // A gap that stands for its own counter alone says that Sierra lost something, not that a frame is missing.
            state.Lane.Process(MarketEvent.GapDeclared(at, Clamped(missing + 1)));
        }
        else
        {
            _events.Feed(state.Lane, received.Frame!, at);
        }

        if (received.Body == StudyFrame.BodyOneofCase.Goodbye)
            Detach(state.Epoch, receivedAtUnixNs);
    }

    /// <summary>Takes an option input that breaks no rule of <see cref="OptionRules"/>: every core hears of it.</summary>
    public void Take(OptionInput input, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(input);
        var at = Received(receivedAtUnixNs);
        if (input.BodyCase == OptionInput.BodyOneofCase.Listed)
            Chains.Take(input.Listed);

        ToAll(_optionEvents.Of(input, at));
    }

    /// <summary>
    /// Takes a frame of trades or of a book in its place where it can be read without a message, exactly as with one.
    /// False when it cannot, and nothing has changed. Only where no <see cref="InstrumentLane.DepthHash"/> is kept.
    /// </summary>
    /// <param name="bytes">The frame, and room of <see cref="PlainCursor.RoomBytes"/> behind it.</param>
    /// <param name="length">Bytes of the frame.</param>
    /// <param name="receivedAtUnixNs">Local time.</param>
    /// <param name="lane">The instrument that the frame was for.</param>
    internal bool TryTakePlain(ReadOnlySpan<byte> bytes, int length, long receivedAtUnixNs, [NotNullWhen(true)] out InstrumentLane? lane)
    {
        lane = null;
        if (HashesDepth || !_plain.TryRead(bytes, length) || StateOf(_plain.Epoch) is not { } state)
            return false;

        var at = Received(receivedAtUnixNs);
        lane = state.Lane;
        state.Expected = Math.Max(state.Expected, _plain.Place + 1);
        lane.LastHeardUnixNs = at.Value;
        _plain.Feed(lane, at);
        return true;
    }

    /// <summary>No new signal until <see cref="Resume"/>. Flatten halts too.</summary>
    public void Halt(string reason, long receivedAtUnixNs)
    {
        IsHalted = true;
        HaltReason = reason;
        ToAll(MarketEvent.Halt(Received(receivedAtUnixNs)));
    }

    /// <summary>Signals again.</summary>
    public void Resume(long receivedAtUnixNs)
    {
        IsHalted = false;
        HaltReason = "";
        ToAll(MarketEvent.Resume(Received(receivedAtUnixNs)));
    }

    /// <summary>The local clock moved on.</summary>
    public void Tick(long receivedAtUnixNs) => ToAll(MarketEvent.Clock(Received(receivedAtUnixNs)));

    // Asked for at every frame, nearly always of the same epoch.
    private EpochState? StateOf(ulong epoch) => _lastAsked?.Epoch == epoch ? _lastAsked : _lastAsked = FindEpoch(epoch);

    private static long Clamped(ulong frames) => (long)Math.Min(frames, int.MaxValue);

    private void ToAll(in MarketEvent e)
    {
        foreach (var lane in _lanes)
            lane.Process(e);
    }

    private UnixNanos Received(long unixNs)
    {
        NewestUnixNs = Math.Max(NewestUnixNs, unixNs);
        return UnixNanos.Trusted(NewestUnixNs);
    }
}
