using MiaIa.Alerts;
using MiaIa.Alerts.Book;
using MiaIa.Alerts.Channels;
using MiaIa.Alerts.Facts;
using MiaIa.Alerts.Rules;
using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Places;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Host.Sessions;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Host.Alerts;

/// <summary>Once a second: what is so, what follows from it, and who is told. Beside the runner, which it asks for some microseconds.</summary>
internal sealed class AlertWatch : IAsyncDisposable
{
    private readonly EngineRunner _runner;
    private readonly IbkrFeed? _ibkr;
    private readonly AlertChannels _channels;
    private readonly WrittenDisks _disks;
    private readonly TimeProvider _time;
    private readonly LogMessages _log;
    private readonly bool _isShownOnChart;
    private readonly IReadOnlyList<IAlertRule> _rules = AlertRules.Create();
    private readonly SessionCalendar _calendar = SessionCalendar.Cme();
    private readonly Findings _findings = new();
    private readonly SurgeGuard _surge;
    private readonly AlertBook _book = new();
    private readonly AlertKeeper _keeper;
    private readonly TestBound _tests = new();
    private volatile bool _isAcknowledged;
    private long _ibkrRaised;

    /// <summary>A watch that has not looked yet.</summary>
    /// <param name="runner">The owner of the cores.</param>
    /// <param name="ibkr">The feed; null when the engine asks no Gateway.</param>
    /// <param name="channels">Who is written to.</param>
    /// <param name="disks">Which the engine writes to.</param>
    /// <param name="folder">Where the book of alerts is kept.</param>
    /// <param name="isShownOnChart">Whether studies show the most serious one of theirs.</param>
    /// <param name="time">The PC's clock, which the calendar goes by.</param>
    /// <param name="log">The log.</param>
    internal AlertWatch(
        EngineRunner runner,
        IbkrFeed? ibkr,
        AlertChannels channels,
        WrittenDisks disks,
        string folder,
        bool isShownOnChart,
        TimeProvider time,
        LogMessages log
    )
    {
        (_runner, _ibkr, _channels, _disks) = (runner, ibkr, channels, disks);
        (_isShownOnChart, _time, _log) = (isShownOnChart, time, log);
        _surge = new(channels.Least);
        _keeper = new(new AlertFile(folder), _book, channels, log);
        _keeper.Restore(Now);
    }

    // The engine's clock, which no correction of the PC's moves: cooldowns, escalation and "naked for two seconds" are differences of it.
    private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddTicks(_runner.NowUnixNs / TimeSpan.NanosecondsPerTick);

    /// <summary>When the engine's certificate ends; null = it has none. To be set before the first look.</summary>
    internal DateTimeOffset? CertificateEnds { get; set; }

    /// <summary>What every channel has done.</summary>
    internal IEnumerable<ChannelState> Channels => _channels.Queues.Select(queue => queue.State);

    /// <summary>To be called once a second, never twice at a time.</summary>
    internal void Look()
    {
        var facts = Facts(Now);
        _findings.Clear();
        foreach (var rule in _rules)
            rule.Judge(facts, _findings);
        var told = _book.Step(facts.At, _findings);
        foreach (var notice in told)
            _log.Alert(notice);
        foreach (var notice in _surge.Pass(facts.At, told))
            _channels.Tell(notice);

        var hasNews = told.Count > 0 || _isAcknowledged;
        _isAcknowledged = false;
        _keeper.Look(facts.At, hasNews);
        if (_isShownOnChart)
            _runner.Notify(new(_book.List(facts.At), [.. facts.Instruments.Select(instrument => instrument.Name)]));
    }

    /// <summary>The open ones first.</summary>
    internal IReadOnlyList<Alert> List() => _book.List(Now);

    /// <summary>Somebody has seen one, or all where the id is 0.</summary>
    internal int Acknowledge(ulong id, string by)
    {
        var count = _book.Acknowledge(id, by, Now);
        if (count == 0)
            return 0;
        _isAcknowledged = true;
        _log.AlertAcknowledged(id, count, by);
        return count;
    }

    /// <summary>Whether another test may be sent now.</summary>
    /// <param name="wait">How long it has to wait, when it may not.</param>
    internal bool TryBeginTest(out TimeSpan wait) => _tests.TryTake(Now, out wait);

    /// <summary>Sends a test through every channel at once, and says what became of each.</summary>
    /// <param name="severity">What the test looks like to whoever gets it.</param>
    /// <param name="cancellation">Of the caller.</param>
    internal async Task<IReadOnlyList<(string Channel, string Failure)>> TestAsync(AlertSeverity severity, CancellationToken cancellation)
    {
        var now = Now;
        var alert = new Alert(0, AlertCode.Test, "", severity, "this is a test; nothing is wrong", now, now, 1);
        var notice = new AlertNotice(NoticeCause.Raised, alert);
        _log.Alert(notice);
        var tests = _channels.Queues.Select(async queue =>
            (queue.State.Name, await queue.TestAsync(notice, cancellation).ConfigureAwait(false))
        );
        return await Task.WhenAll(tests).ConfigureAwait(false);
    }

    /// <summary>Keeps the book and ends the channels. What they have not sent is not sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await _keeper.EndAsync().ConfigureAwait(false);
        await _channels.DisposeAsync().ConfigureAwait(false);
    }

    private EngineFacts Facts(DateTimeOffset now)
    {
        var at = UnixNanos.Trusted(EdgeClock.UnixNsOf(_time));
        var isOpen = _calendar.TryFind(at, out var session, out _) && session.IsOpen(at);
        return _runner.Facts(now, isOpen, hasGateway: _ibkr is not null) with
        {
            CertificateEnds = CertificateEnds,
            Disks = _disks.Look(now),
            Ibkr = Ibkr(),
            Channels = [.. Channels.Select(channel => new ChannelFacts(channel.Name, channel.Failure, channel.Sent + channel.Failed > 0))],
        };
    }

    private IbkrFacts? Ibkr()
    {
        if (_ibkr is null)
            return null;
        var (link, isLive, raised, news) = _ibkr.Since(_ibkrRaised);
        _ibkrRaised = raised;
        return new()
        {
            Link = link,
            IsLive = isLive,
            News = [.. news.Select(NewsOf)],
            OpenErrors = [.. _ibkr.OpenErrors.Select(NewsOf)],
            UnknownContracts = _ibkr.UnknownContracts,
        };
    }

    private static IbkrNews NewsOf(MiaIa.Ibkr.Client.Alert alert) =>
        new(alert.Name, alert.Severity == MiaIa.Ibkr.Client.AlertSeverity.Error, alert.Text);
}
