using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Runtime.Hashing;
using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Everything that an input changes, and nothing that it does not: live and replay call this with the same inputs in the same
/// order and hold the same state afterwards. It knows no stream, no clock and no disk, and belongs to one thread at a time.
/// </summary>
public sealed partial class EngineState
{
    /// <summary>Rises with each change of the rules that makes an old journal decide otherwise; every journal's header names it.</summary>
    public const uint RulesVersion = 17;

    /// <summary>Epochs that are remembered; a study loaded anew each minute needs a day for as many.</summary>
    private const int EpochsMax = 1024;

    private readonly InstrumentEngine[] _instruments;
    private readonly Dictionary<ulong, EpochState> _epochs = [];
    private readonly Queue<EpochState> _inOrder = [];
    private readonly OptionInputEvents _optionEvents = new();
    private readonly OptionMarket _optionMarket = new();
    private EpochState? _lastAsked;

    /// <summary>Makes empty cores.</summary>
    /// <param name="options">The instruments.</param>
    /// <param name="firstSignalId">Signal ids rise from here over all cores, ≥ 1.</param>
    /// <param name="sink">Takes the decisions.</param>
    public EngineState(EngineOptions options, ulong firstSignalId, IDecisionSink sink)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        FirstSignalId = firstSignalId;
        Account = new AccountLedger(options.Account, [.. options.Instruments.Select(instrument => instrument.OfAccount())]);
        _instruments =
        [
            .. options.Instruments.Select(
                (instrument, i) =>
                    new InstrumentEngine(
                        instrument with
                        {
                            FirstSignalId = firstSignalId + (ulong)i,
                            SignalIdStep = (ulong)options.Instruments.Count,
                        },
                        _optionMarket,
                        Account,
                        sink
                    )
            ),
        ];
    }

    /// <summary>Whether every instrument keeps its <see cref="InstrumentEngine.DepthHash"/>; no decision depends on it.</summary>
    public bool HashesDepth
    {
        get;
        init
        {
            field = value;
            foreach (var instrument in _instruments)
                instrument.HashesDepth = value;
        }
    } = true;

    /// <summary>What the cores were made with.</summary>
    public EngineOptions Options { get; }

    /// <summary>The account over all instruments.</summary>
    public AccountLedger Account { get; }

    /// <summary>
    /// The account in which studies that make orders have published: profit, loss and orders of this journal are its own. Empty before the first.
    /// </summary>
    public string TradedAccount { get; private set; } = "";

    /// <summary>The instruments.</summary>
    public IReadOnlyList<InstrumentEngine> Instruments => _instruments;

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

    /// <summary>Why the engine has halted itself; empty when somebody else did, or nobody.</summary>
    public string OwnHalt => TradingControlText.OwnReasonOf(HaltReason) ?? "";

    /// <summary>Whether a flatten halted it: all that is ours is closed, and stays so until Resume.</summary>
    public bool IsKilled => (Account.Breaches & TradingBreach.Kill) != 0;

    /// <summary>Signal ids rise from here over all cores.</summary>
    public ulong FirstSignalId { get; }

    /// <summary>The newest signal id given so far; one less than the first when there was none.</summary>
    public ulong NewestSignalId => Math.Max(FirstSignalId - 1, _instruments.Max(instrument => instrument.NewestSignalId));

    /// <summary>Local time of the newest input, in ns.</summary>
    public long NewestUnixNs { get; private set; }

    /// <summary>A hash over every core's decisions so far.</summary>
    public ulong DecisionHash
    {
        get
        {
            var hash = Fnv1a.Seed;
            foreach (var instrument in _instruments)
                hash = Fnv1a.Append(hash, instrument.Core.DecisionHash);

            return hash;
        }
    }

    /// <summary>The instrument of a name; null when it is not one of ours.</summary>
    public InstrumentEngine? FindInstrument(string name) => Array.Find(_instruments, instrument => instrument.Name == name);

    /// <summary>An epoch that has attached before; null when it has not.</summary>
    public EpochState? FindEpoch(ulong epoch) =>
        // Asked for at every frame, nearly always of the same epoch.
        _lastAsked?.Epoch == epoch
            ? _lastAsked
            : _lastAsked = _epochs.GetValueOrDefault(epoch);

    /// <summary>A study begins, or goes on, to feed its instrument. Its Hello is known to be sound.</summary>
    public EpochState Attach(ulong epoch, Hello hello, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(hello);
        var at = Received(receivedAtUnixNs);
        var isKnown = _epochs.TryGetValue(epoch, out var state);
        if (state is null)
        {
            var instrument =
                FindInstrument(hello.Instrument) ?? throw new ArgumentException($"no instrument for {hello.Instrument}", nameof(hello));
            ForgetOldest();
            _epochs.Add(epoch, state = new(epoch, instrument, hello));
            _inOrder.Enqueue(state);
            _lastAsked = state;
        }

        // Frames that were acknowledged to an earlier engine, or fell out of the ring unseen, can never come again.
        var oldest = hello.OldestCounter == 0 ? hello.NewestCounter + 1 : hello.OldestCounter;
        var missing = oldest > state.Expected ? oldest - state.Expected : 0;
        var before = state.Instrument.Publisher;
        var known = (before ?? state).Study;
        state.Hello = hello;
        var study = state.Study;
        // A study in a replay begins an epoch where its tape begins anew, and then tells all of it.
        var isOtherTape = known.IsReplay != study.IsReplay || (study.IsReplay && before is not null && !isKnown);
        var isRoll = known.Contract != study.Contract;
        if (isRoll || isOtherTape)
            state.Instrument.BeginAnew(at);
        var isContinuation = before == state && missing == 0 && !isRoll && !isOtherTape;
        NoteAccount(hello);
        state.IsAttached = true;
        state.Clock.Begin(hello.Label.Length > 0);
        if (before is not null && before != state)
            before.IsAttached = false;
        state.Instrument.Publisher = state;
        state.Instrument.LastHeardUnixNs = at.Value;
        var isLabelled = hello.Label.Length > 0;
        state.Instrument.Process(MarketEvent.StudyAttached(at, isContinuation, isRoll, isLabelled, study, isOtherTape));
        FrameEvents.Judge(state, at);
        if (missing > 0)
        {
            state.Expected = oldest;
            state.Instrument.Process(MarketEvent.GapDeclared(at, Clamped(missing)));
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
            state.Instrument.Process(MarketEvent.StudyDetached(at));
        }
    }

    /// <summary>Takes a frame in its place. A refused one only moves the order on and is counted.</summary>
    public void Apply(EpochState state, FrameReader received, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(received);
        var at = Received(receivedAtUnixNs);
        var missing = received.Counter >= state.Expected ? received.Counter - state.Expected : 0;
        state.Expected = Math.Max(state.Expected, received.Counter + 1);
        state.Instrument.LastHeardUnixNs = at.Value;
        if (received.Refusal is { } refusal)
        {
            FrameEvents.Refuse(state, received.Body, refusal, at);
        }
        else if (received.Body == StudyFrame.BodyOneofCase.Gap)
        {
            // A gap that stands for its own counter alone says that Sierra lost something, not that a frame is missing.
            state.Instrument.Process(MarketEvent.GapDeclared(at, Clamped(missing + 1)));
        }
        else
        {
            FrameEvents.Feed(state, received, at);
        }

        if (received.Body == StudyFrame.BodyOneofCase.Goodbye)
            Detach(state.Epoch, receivedAtUnixNs);
    }

    /// <summary>Takes an option input that breaks no rule of <see cref="OptionRules"/>: every core hears of it.</summary>
    public void Apply(OptionInput input, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(input);
        var at = Received(receivedAtUnixNs);
        if (input.BodyCase == OptionInput.BodyOneofCase.Listed)
            Chains.Apply(input.Listed);
        else if (input.BodyCase == OptionInput.BodyOneofCase.PutCallHistory)
            Chains.Apply(input.PutCallHistory);

        var e = _optionEvents.Of(input, at);
        _optionMarket.Apply(e);
        ToAll(e);
    }

    /// <summary>No new signal until <see cref="Resume"/>. Flatten halts too.</summary>
    public void Halt(string reason, long receivedAtUnixNs)
    {
        IsHalted = true;
        HaltReason = reason;
        ToAll(MarketEvent.Halt(Received(receivedAtUnixNs)));
    }

    /// <summary>Closes everything of ours, and halts.</summary>
    public void Flatten(string reason, long receivedAtUnixNs)
    {
        Halt(reason, receivedAtUnixNs);
        ToAll(OrderEvents.Flatten(Received(receivedAtUnixNs), reason));
    }

    /// <summary>The command of an entry was kept back here and will never leave.</summary>
    public void KeepEntry(InstrumentEngine instrument, ulong orderId, long receivedAtUnixNs)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        instrument.Process(OrderEvents.Kept(Received(receivedAtUnixNs), orderId));
    }

    /// <summary>Signals again.</summary>
    public void Resume(long receivedAtUnixNs)
    {
        IsHalted = false;
        HaltReason = "";
        ToAll(MarketEvent.Resume(Received(receivedAtUnixNs)));
    }

    private void NoteAccount(Hello hello)
    {
        if (hello.Mode != V1.TradingMode.DryRun && hello.Account.Length > 0)
            TradedAccount = hello.Account;
    }

    private static long Clamped(ulong frames) => (long)Math.Min(frames, int.MaxValue);

    // One that comes back after that many others begins anew: what it no longer has is declared as a gap.
    private void ForgetOldest()
    {
        for (var looked = 0; _epochs.Count >= EpochsMax && looked < _epochs.Count; looked++)
        {
            var oldest = _inOrder.Dequeue();
            if (oldest.IsAttached || oldest.Instrument.Publisher == oldest)
                _inOrder.Enqueue(oldest);
            else
                _epochs.Remove(oldest.Epoch);
        }
    }

    private void ToAll(in MarketEvent e)
    {
        foreach (var instrument in _instruments)
            instrument.Process(e);
    }
}
