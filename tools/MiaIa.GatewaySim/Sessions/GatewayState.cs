using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Setup;
using Serilog;

namespace MiaIa.GatewaySim.Sessions;

/// <summary>What all sessions share. Everything here is read and changed under <see cref="Gate"/>.</summary>
internal sealed class GatewayState
{
    private readonly long _startedAt;
    private readonly LineFeed _feed;
    private readonly HashSet<int> _clientIds = [];

    public GatewayState(SimulatedGatewayOptions options, MarketSetup setup, ILogger log)
    {
        Options = options;
        Setup = setup;
        Log = log;
        Market = new SimulatedMarket(setup);
        Lines = new LineTable(options.Lines, Statistics);
        _feed = new LineFeed(Market, options);
        _startedAt = options.Time.GetTimestamp();
    }

    public Lock Gate { get; } = new();

    public SimulatedGatewayOptions Options { get; }

    public MarketSetup Setup { get; }

    public ILogger Log { get; }

    public SimulatedMarket Market { get; }

    public GatewayStatistics Statistics { get; } = new();

    public LineTable Lines { get; }

    public Scheduler Scheduler { get; } = new();

    public FaultState Faults { get; } = new();

    public MessageRate Rate { get; } = new();

    /// <summary>Connected clients.</summary>
    public List<ClientSession> Clients { get; } = [];

    /// <summary>Since the start, by the Gateway's clock.</summary>
    public TimeSpan Now => Options.Time.GetElapsedTime(_startedAt);

    /// <summary>Permission for an instrument.</summary>
    public FeedPermission PermissionOf(Listed item)
    {
        var key = item.Kind == InstrumentKind.Option ? SimulatedGatewayOptions.OptionsPermission : item.Symbol;
        if (item.Kind == InstrumentKind.Option && Options.Permissions.TryGetValue($"{key} {item.Symbol}", out var own))
            return own;
        return Options.Permissions.TryGetValue(key, out var permission) ? permission : FeedPermission.Live;
    }

    /// <summary>Takes a client id; false when somebody holds it.</summary>
    public bool TryTakeClientId(int clientId) => _clientIds.Add(clientId);

    /// <summary>Gives a client id back, after the time that it stays held.</summary>
    public void GiveClientId(int clientId, TimeSpan after)
    {
        if (after <= TimeSpan.Zero)
            _clientIds.Remove(clientId);
        else
            Scheduler.Add(Now + after, () => _clientIds.Remove(clientId));
    }

    /// <summary>A client has gone.</summary>
    public void Leave(ClientSession client)
    {
        if (!Clients.Remove(client))
            return;
        Lines.RemoveOf(client);
        if (client.ClientId is { } clientId)
            GiveClientId(clientId, Options.ClientIdHold);
    }

    /// <summary>Sends every line of every client what has changed.</summary>
    public void Pulse()
    {
        Scheduler.RunDue(Now);
        if (Faults.IsSilent || Faults.StillAt is not null)
            return;
        var moment = Market.At(Now);
        foreach (var lines in Lines.All.GroupBy(line => line.Owner))
        {
            if (!lines.Key.HasRoom)
            {
                Statistics.OnConflated();
                continue;
            }
            foreach (var line in lines)
                Feed(line, moment);
            lines.Key.SendTicks();
        }
    }

    /// <summary>Writes what one line has to show; the caller sends it.</summary>
    public void Feed(Line line, in Moment moment)
    {
        if (line.IsFrozen || Faults.IsSilent)
            return;
        Write(line, moment);
    }

    /// <summary>Answers a new line: when the market stands still, with everything that was known then, and at once.</summary>
    public void Answer(Line line)
    {
        if (Faults.StillAt is not { } at)
        {
            Feed(line, Market.At(Now));
            return;
        }

        line.ModelDue = line.OpenInterestDue = TimeSpan.Zero;
        Feed(line, Market.At(at));
    }

    /// <summary>A value that was on its way when the link was lost.</summary>
    public void FeedLate(Line line)
    {
        Write(line, Market.At(Now));
        line.Owner.SendTicks();
    }

    /// <summary>The market that stood still moves on.</summary>
    public void Move() => Faults.StillAt = null;

    private void Write(Line line, in Moment moment) => Statistics.OnTicks(_feed.Write(line.Owner.Ticks, line, moment, Faults));
}
