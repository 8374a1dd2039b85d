using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Orders;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Tests.Support;

/// <summary>A core on paper whose study's chart shows the live market or a replay. Local time is the live market's, and goes on in a replay.</summary>
internal sealed class PaperChart
{
    private readonly BookSnapshot _book = new();
    private long _tapeNanos;

    /// <param name="now">Local time in ns; without one the regular open of the made-up day.</param>
    /// <param name="isReplay">What its chart shows at first.</param>
    internal PaperChart(long now = RandomTape.RegularOpenMillis * UnixNanos.PerMilli, bool isReplay = false)
    {
        Now = now;
        Attach(isReplay, isOtherTape: false);
    }

    internal EngineCore Core { get; private set; } = new(Feed.BuiltOnly);

    /// <summary>Local time in ns.</summary>
    internal long Now { get; private set; }

    internal List<RoundTrip> Trips { get; } = [];

    /// <summary>Why each signal was not traded, since the tape was last changed.</summary>
    internal List<string> Refusals { get; } = [];

    internal List<string> Flattens { get; } = [];

    /// <summary>The ids of the signals that were born.</summary>
    internal List<ulong> Born { get; } = [];

    internal long OpenCentsBefore { get; private set; }

    internal (int Open, long Lost) GhostsBefore { get; private set; }

    internal void Play(IEnumerable<WavyTape> tape)
    {
        foreach (var e in tape)
            Play(e);
    }

    /// <summary>Plays until something is so; gives the number of events that were played.</summary>
    internal int PlayUntil(WavyTape[] tape, Func<PaperChart, bool> isSo)
    {
        for (var i = 0; i < tape.Length; i++)
        {
            Play(tape[i]);
            if (isSo(this))
                return i + 1;
        }

        throw new InvalidOperationException("it never came to be so");
    }

    /// <summary>The trades of a tape as the study reads them from Sierra's records.</summary>
    internal void PlayHistory(IEnumerable<WavyTape> tape)
    {
        foreach (var trade in tape.Where(e => e.Depth is null))
            Do(trade.Event(UnixNanos.Trusted(Now), _book, isHistory: true));
    }

    internal void Show(bool isReplay)
    {
        (OpenCentsBefore, GhostsBefore) = (Core.Trading.Account.OpenCents, (Core.Trading.Ghosts.Open, Core.Trading.Ghosts.Lost));
        Do(MarketEvent.StudyDetached(UnixNanos.Trusted(Now)));
        Core = Core.Anew();
        _tapeNanos = 0;
        Refusals.Clear();
        Attach(isReplay, isOtherTape: true);
    }

    /// <summary>A person closes all that is ours.</summary>
    internal void Flatten(string reason) => Do(OrderEvents.Flatten(UnixNanos.Trusted(Now), reason));

    /// <summary>Local time goes by, and nothing comes.</summary>
    internal void Silent(int minutes)
    {
        for (var i = 0; i < minutes * 600; i++)
        {
            Now += UnixNanos.PerSecond / 10;
            Do(MarketEvent.Clock(UnixNanos.Trusted(Now)));
        }
    }

    private void Play(WavyTape e)
    {
        Now += _tapeNanos == 0 ? 0 : e.Nanos - _tapeNanos;
        _tapeNanos = e.Nanos;
        Do(e.Event(UnixNanos.Trusted(Now), _book));
        Do(MarketEvent.Clock(UnixNanos.Trusted(Now)));
    }

    private void Attach(bool isReplay, bool isOtherTape)
    {
        var study = new AttachedStudy("ESU23_FUT_CME", "ESU23_FUT_CME", "", 1, false, isReplay);
        Do(MarketEvent.StudyAttached(UnixNanos.Trusted(Now), isContinuation: false, study: study, isOtherTape: isOtherTape));
    }

    private void Do(in MarketEvent e)
    {
        Core.Process(e);
        foreach (ref readonly var decision in Core.Decisions)
        {
            if (decision.Event == SignalEvent.Born)
                Born.Add(decision.SignalId);
        }

        foreach (ref readonly var verdict in Core.Trading.Verdicts)
            Refusals.Add(verdict.RefusedText);
        foreach (ref readonly var trip in Core.Trading.RoundTrips)
            Trips.Add(trip);
        foreach (ref readonly var intent in Core.Trading.Intents)
        {
            if (intent.Kind == OrderIntentKind.Flatten)
                Flattens.Add(intent.Reason);
        }
    }
}
