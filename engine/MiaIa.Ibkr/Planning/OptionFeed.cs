using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;
using MiaIa.V1;

namespace MiaIa.Ibkr.Planning;

/// <summary>
/// Options and indices of IBKR as events of the engine: joins client, planners and ingress. All of it runs inside the client's lock, on
/// whatever thread holds it.
/// </summary>
public sealed class OptionFeed : ILineReader, IAsyncDisposable
{
    private const long FlushEveryNanos = 250 * UnixNanos.PerMilli,
        JudgeEveryNanos = 30 * UnixNanos.PerSecond;

    /// <summary>Lines that the backup takes at most: twelve of each of its three expiries.</summary>
    private const int BackupLinesMax = 36;

    private readonly FeedSettings _settings;
    private readonly TimeProvider _time;
    private readonly ChainPublisher _spxPublisher,
        _qqqPublisher;
    private readonly ChainFeed _spx,
        _qqq;
    private readonly IndexLines _indices;
    private readonly VolatilityYear _vix = new(IndexLines.Vix),
        _vxn = new(IndexLines.Vxn);
    private readonly FeedStatusPublisher _condition;
    private readonly SpotStandIn _standIn;
    private readonly BackupSwitch _backup;
    private IClientRequests? _requests;
    private UnixNanos _flushedAt,
        _judgedAt;
    private bool _isFaulty;

    /// <summary>A feed that asks for nothing before its first <see cref="Step"/>.</summary>
    /// <param name="settings">What it delivers.</param>
    /// <param name="ingress">The engine's ingress.</param>
    /// <param name="time">The clock; read once a message.</param>
    /// <param name="problem">Hears of a disk that fails, on any thread.</param>
    public OptionFeed(FeedSettings settings, IOptionIngress ingress, TimeProvider time, Action<string> problem)
    {
        _settings = settings;
        _time = time;
        _spxPublisher = new ChainPublisher(ingress, Underlying.Spx, settings.Source);
        _qqqPublisher = new ChainPublisher(ingress, Underlying.Qqq, settings.Source);
        Saves = new SaveQueue(problem);
        _spx = new ChainFeed(
            settings,
            settings.Plan,
            ChainSubject.Spx,
            sweeps: true,
            _spxPublisher,
            new ChainStorage(settings.CacheFolder, Saves)
        );
        var few = PlanSettings.OfFlow with { ReservedLines = settings.Plan.ReservedLines };
        _qqq = new ChainFeed(settings, few, ChainSubject.Qqq, sweeps: false, _qqqPublisher, new ChainStorage(settings.CacheFolder, Saves));
        _condition = new FeedStatusPublisher(_spxPublisher);
        _indices = new IndexLines(_spxPublisher, _condition, OnPrinted);
        _standIn = new SpotStandIn(_indices.Spx);
        _backup = new BackupSwitch(settings.HasBackup);
    }

    /// <summary>How well the chain is known; null before its contracts are.</summary>
    public FeedReport? Report { get; private set; }

    /// <summary>Where VIX and VXN stand in their last year; empty before the first judgement.</summary>
    public IReadOnlyList<VolatilityStanding> Volatility { get; private set; } = [];

    /// <summary>Inputs that the engine took and refused.</summary>
    public (long Taken, long Refused) Inputs => (_spxPublisher.Taken + _qqqPublisher.Taken, _spxPublisher.Refused + _qqqPublisher.Refused);

    /// <summary>The planner of SPX; null before its contracts are known.</summary>
    internal ChainPlanner? Planner => _spx.Planner;

    /// <summary>The planner of QQQ; null before it was needed and its contracts are known.</summary>
    internal ChainPlanner? BackupPlanner => _qqq.Planner;

    /// <summary>What is being written to the disk.</summary>
    internal SaveQueue Saves { get; }

    private UnixNanos Now => UnixNanos.Trusted((_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);

    /// <summary>Decides anew and publishes what changed; to be called some times a second.</summary>
    public void Step(IClientRequests requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var now = Now;
        if (_requests is null)
            _indices.Begin(requests);
        _requests = requests;
        _vix.Step(now, requests);
        _vxn.Step(now, requests);
        StandIn(now, requests);
        if (_backup.Judge(_spx.VolumeAt, _isFaulty, now, requests) && !_backup.IsOn)
            _qqq.Rest(requests);
        var lent = _backup.IsOn ? Math.Min(BackupLinesMax, (requests.Lines - _settings.Plan.ReservedLines) / 2) : 0;
        _spx.Step(now, requests, requests.Lines - lent);
        if (_backup.IsOn)
            _qqq.Step(now, requests, lent + _settings.Plan.ReservedLines);
        if (now - _flushedAt >= FlushEveryNanos)
        {
            _flushedAt = now;
            _spxPublisher.Flush(now.Micros);
            _qqqPublisher.Flush(now.Micros);
        }
        if (now - _judgedAt < JudgeEveryNanos)
            return;
        Judge(now, requests);
        JudgeDisk(requests);
    }

    /// <summary>Saves what is not saved yet, and waits until it is on the disk. Only when the client has ended and no step follows.</summary>
    public async ValueTask DisposeAsync()
    {
        _spx.End(Now);
        _qqq.End(Now);
        await Saves.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Takes SPX open interest that somebody else knows, such as a table in a folder: what it names needs no sweep.</summary>
    /// <param name="lots">The contracts.</param>
    /// <param name="asOf">The moment of the table; it serves on its own day only.</param>
    public OpenInterestOffer TakeOpenInterest(IEnumerable<StoredLots> lots, UnixNanos asOf)
    {
        if (_spx.Planner is not { } planner)
            return OpenInterestOffer.Waits;
        if (OpenInterestDay.From(asOf, _settings.Plan.OpenInterestFrom) != planner.Book.Day)
            return OpenInterestOffer.OfAnotherDay;
        _spx.TakeOpenInterest(lots, Now);
        return OpenInterestOffer.Taken;
    }

    /// <inheritdoc/>
    public void OnPrice(int line, in TickPrice tick)
    {
        var now = Now;
        var owner = OwnerOf(line);
        if (IsDelayed(tick.Type))
            _condition.OnLineType(owner, LineType.Delayed, now);
        if (ChainOf(line) is not { } chain)
            _indices.OnPrice(line, tick, now, _requests!);
        else if (chain.OnPrice(line, tick, now))
            _condition.OnNews(owner, now);
    }

    /// <inheritdoc/>
    public void OnSize(int line, in TickSize tick) => ChainOf(line)?.OnSize(line, tick, Now);

    /// <inheritdoc/>
    public void OnComputation(int line, in OptionComputation tick)
    {
        var now = Now;
        var owner = OwnerOf(line);
        if (IsDelayed(tick.Type))
            _condition.OnLineType(owner, LineType.Delayed, now);
        if (ChainOf(line)?.OnComputation(line, tick, now) != true)
            return;
        _condition.OnNews(owner, now);
        if (owner == Underlying.Spx)
            _standIn.OnRow(tick.UnderlyingPrice, now);
    }

    /// <inheritdoc/>
    public void OnTimestamp(int line, long unixSeconds) => _indices.OnTimestamp(line, unixSeconds, Now);

    /// <inheritdoc/>
    public void OnLineType(int line, LineType type) => _condition.OnLineType(OwnerOf(line), type, Now);

    /// <inheritdoc/>
    public void OnAsked(int line)
    {
        _indices.OnAsked(line);
        ChainOf(line)?.OnAsked(line, Now);
    }

    /// <inheritdoc/>
    public void OnRefused(int line, int code) => ChainOf(line)?.OnRefused(line, Now);

    /// <inheritdoc/>
    public void OnRecovered()
    {
        _spx.OnRecovered();
        _qqq.OnRecovered();
    }

    /// <inheritdoc/>
    public void OnStale()
    {
        _spx.OnStale();
        _qqq.OnStale();
        _vix.OnStale();
        _vxn.OnStale();
        _condition.OnStale(Now);
    }

    /// <inheritdoc/>
    public void OnEndOfRead()
    {
        // Values are conflated and published at the next step.
    }

    private static bool IsDelayed(TickType type) => type is >= TickType.DelayedBid and <= TickType.DelayedModelOption;

    private ChainFeed? ChainOf(int line) =>
        _spx.Owns(line) ? _spx
        : _qqq.Owns(line) ? _qqq
        : null;

    /// <summary>What stands in for the index's own print is published like one: without it neither basis nor lines can follow the market.</summary>
    private void StandIn(UnixNanos now, IClientRequests requests)
    {
        if (_standIn.Step(requests.IsLive && RegularHours.Cover(now), now, requests) is not { } spot)
            return;
        if (spot.IsValue)
            _spxPublisher.Print(Underlying.Spx, spot.Points, now.Micros);
        if (spot.IsValue || double.IsNaN(_spx.Planner?.Spot ?? 0))
            _spx.OnSpot(spot.Points);
    }

    private Underlying OwnerOf(int line) => _indices.OwnerOf(line) ?? (_spx.Owns(line) ? Underlying.Spx : Underlying.Qqq);

    private void OnPrinted(Underlying underlying, double points)
    {
        if (underlying == Underlying.Spx)
            _spx.OnSpot(points);
        if (underlying == Underlying.Qqq)
            _qqq.OnSpot(points);
        if (underlying == Underlying.Vix)
        {
            _vix.OnPrint(points);
            _spx.Planner?.OnVolatilityIndex(points);
        }
        if (underlying == Underlying.Vxn)
        {
            _vxn.OnPrint(points);
            _qqq.Planner?.OnVolatilityIndex(points);
        }
    }

    private void JudgeDisk(IClientRequests requests)
    {
        if (Saves.Failure is not { Length: > 0 } failure)
        {
            requests.Close(AlertNames.CacheFailed, "");
        }
        else
        {
            var text = $"options are not kept for a restart: {failure}; it is tried again every minute";
            requests.Raise(AlertNames.CacheFailed, AlertSeverity.Warning, text, "");
        }
    }

    private void Judge(UnixNanos now, IClientRequests requests)
    {
        _judgedAt = now;
        Volatility = [_vix.Standing, _vxn.Standing];
        if (_spx.Planner is not { } planner)
        {
            if (_backup.IsOn && _qqq.Planner is { } backup)
                Report = ChainReport.From(backup, "steps in for SPX, " + _qqq.State, Saves.Failed, now);
            return;
        }
        planner.Fit(now);
        Report = ChainReport.From(planner, _spx.State + (_backup.IsOn ? $", QQQ steps in: {_qqq.Lines} lines" : ""), Saves.Failed, now);
        OpenInterestCheck.Tell(planner, requests);
        var fault = SeedChecks.FaultOf(planner);
        var isFaulty = SeedChecks.Tell(requests, fault, "SPX options");
        _condition.OnFault(Underlying.Spx, isFaulty ? fault : "", now);
        _isFaulty = isFaulty;
    }
}
