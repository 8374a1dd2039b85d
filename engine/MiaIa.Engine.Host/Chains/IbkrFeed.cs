using MiaIa.CboeFiles;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Chains;

/// <summary>The engine's link to IBKR: client and option feed, their alerts and state, and open interest out of quote tables.</summary>
internal sealed class IbkrFeed : IAsyncDisposable
{
    private const int AlertsKept = 32;
    private const int StepsAReport = 1_200;

    private readonly TwsClient _client;
    private readonly OptionFeed _feed;
    private readonly LogMessages _log;
    private readonly string _label;
    private readonly Lock _lock = new();
    private readonly Queue<Alert> _alerts = new();
    private CboeTable? _table;
    private long _alertsRaised;
    private int _steps;

    /// <summary>A link that is not started.</summary>
    /// <param name="settings">Checked settings.</param>
    /// <param name="ingress">Where values go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public IbkrFeed(IbkrSettings settings, IOptionIngress ingress, TimeProvider time, LogMessages log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Time = time;
        _log = log;
        _label = settings.Source == IbkrSource.Live ? "" : settings.Source.ToString().ToUpperInvariant();
        var feed = new FeedSettings
        {
            CacheFolder = settings.CacheFolder,
            Source = settings.Source switch
            {
                IbkrSource.Live => OptionSource.Live,
                IbkrSource.Replay => OptionSource.Replay,
                _ => OptionSource.Synthetic,
            },
            SweepsOpenInterest = settings.SweepOpenInterest,
            HasBackup = settings.QqqBackup,
        };
        _feed = new OptionFeed(feed, ingress, time, log.IbkrProblem);
        _client = new TwsClient(ClientOf(settings), _feed, OnAlert, time);
    }

    /// <summary>The clock of its waits and limits.</summary>
    public TimeProvider Time { get; }

    /// <summary>Begins to connect.</summary>
    public void Start() => _client.Start();

    /// <summary>Decides and publishes; to be called some times a second.</summary>
    public void Step()
    {
        _client.ThrowIfFailed();
        _client.WithRequests(_feed.Step);
        TakeTable();
        if (++_steps % StepsAReport == 0)
            _log.IbkrReport(_label, _client.Status, _feed.Report, _feed.Volatility);
    }

    /// <summary>A quote table was read: its open interest serves the live chain of its day.</summary>
    public void Offer(Underlying underlying, CboeTable table)
    {
        if (underlying != Underlying.Spx)
            return;
        lock (_lock)
            _table = table;
    }

    /// <summary>Errors that were told once and are not over, oldest first.</summary>
    public IReadOnlyList<Alert> OpenErrors => _client.OpenErrors;

    /// <summary>Contracts that are wanted and that IBKR does not know.</summary>
    public IReadOnlyList<string> UnknownContracts => _client.UnknownContracts;

    /// <summary>Whether values flow, and what was told since a number of messages; those that are kept no more are left out.</summary>
    public (string Link, bool IsLive, long Raised, IReadOnlyList<Alert> News) Since(long raised)
    {
        var state = _client.Status.State;
        lock (_lock)
        {
            var count = (int)Math.Clamp(_alertsRaised - raised, 0, _alerts.Count);
            return (state.ToString(), state == LinkState.Live, _alertsRaised, [.. _alerts.Skip(_alerts.Count - count)]);
        }
    }

    /// <summary>What the engine's state says of the link.</summary>
    public IbkrState State()
    {
        var status = _client.Status;
        var state = new IbkrState
        {
            Link = status.State.ToString(),
            ClientId = (uint)status.ClientId,
            Sessions = (uint)status.Sessions,
            LinesHeld = (uint)status.LinesHeld,
            LinesLimit = (uint)status.LinesLimit,
            DeadLines = (uint)status.DeadFound,
            Chain = _feed.Report?.ToString() ?? "",
            InputsTaken = (ulong)_feed.Inputs.Taken,
            InputsRefused = (ulong)_feed.Inputs.Refused,
            Volatility = string.Join("; ", _feed.Volatility),
            LinesSubscribed = (uint)status.LinesSubscribed,
            LinesServed = (uint)status.LinesServed,
            Attempts = (uint)status.Attempts,
            FramesDropped = (ulong)status.FramesDropped,
            LastEnd = status.LastEnd,
            Label = _label,
        };
        lock (_lock)
        {
            state.Alert.AddRange(
                _alerts.Select(alert => new IbkrAlert
                {
                    Name = alert.Name,
                    Severity = alert.Severity.ToString(),
                    Text = alert.Text,
                    AtUnixMs = alert.At.ToUnixTimeMilliseconds(),
                })
            );
        }

        return state;
    }

    /// <summary>Hangs up, and keeps on disk what was read last. No step follows.</summary>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync().ConfigureAwait(false);
        await _feed.DisposeAsync().ConfigureAwait(false);
    }

    private static ClientSettings ClientOf(IbkrSettings settings) =>
        new()
        {
            Session = new TwsSettings
            {
                Host = settings.Host,
                Port = settings.Port,
                ClientId = settings.ClientId,
                AllowsSimulator = settings.Source != IbkrSource.Live,
                Lines = settings.Lines,
                SocketLimit = TimeSpan.FromSeconds(settings.TimeoutSeconds) + PauseOf(settings),
                HelloLimit = new TwsSettings().HelloLimit + PauseOf(settings),
                ReadyLimit = TimeSpan.FromSeconds(settings.TimeoutSeconds) + PauseOf(settings),
                HeartbeatLimit = new TwsSettings().HeartbeatLimit + PauseOf(settings),
            },
            // A simulator plays another day than this machine's.
            ClockDifferenceMax = settings.Source == IbkrSource.Live ? new ClientSettings().ClockDifferenceMax : TimeSpan.MaxValue,
            AlternateClientIds = settings.AlternateClientIds,
            QuickAttempts = settings.QuickAttempts,
            SlowWaitMin = TimeSpan.FromSeconds(settings.SlowWaitSeconds / 2.0),
            SlowWaitMax = TimeSpan.FromSeconds(settings.SlowWaitSeconds),
        };

    /// <summary>Five seconds by the wall's clock more for each answer: by a fast clock a busy machine's pause would look like a Gateway that hangs.</summary>
    private static TimeSpan PauseOf(IbkrSettings settings) =>
        settings.ClockSpeed == 1 ? TimeSpan.Zero : TimeSpan.FromSeconds(5 * settings.ClockSpeed);

    private void OnAlert(Alert alert)
    {
        _log.IbkrAlert(alert);
        lock (_lock)
        {
            _alertsRaised++;
            _alerts.Enqueue(alert);
            if (_alerts.Count > AlertsKept)
                _alerts.Dequeue();
        }
    }

    /// <summary>A table waits until the contracts are known; one of another day never fits and is dropped.</summary>
    private void TakeTable()
    {
        CboeTable? table;
        lock (_lock)
            table = _table;
        if (table is null)
            return;
        var taken = OpenInterestOffer.Waits;
        _client.WithRequests(_ => taken = _feed.TakeOpenInterest(LotsOf(table.Chain), table.AsOf));
        if (taken == OpenInterestOffer.Waits)
            return;
        lock (_lock)
        {
            if (ReferenceEquals(_table, table))
                _table = null;
        }

        _log.IbkrTable(taken == OpenInterestOffer.Taken, table);
    }

    private static IEnumerable<StoredLots> LotsOf(OptionChain chain)
    {
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
            if (chain.OpenInterestLots[contract] < 0)
                continue;
            yield return new StoredLots(
                expiry.Root,
                expiry.Date,
                chain.Strikes[contract / 2],
                (OptionRight)(contract % 2),
                chain.OpenInterestLots[contract]
            );
        }
    }
}
