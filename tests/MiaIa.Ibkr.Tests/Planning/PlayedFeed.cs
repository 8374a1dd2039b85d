using MiaIa.CboeFiles;
using MiaIa.Engine.Market;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Planning;
using MiaIa.Ibkr.Tests.Client;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>Client, planner and a table's Gateway on one virtual clock; messages leave by the client's own rate of 40 a second.</summary>
internal sealed class PlayedFeed
{
    private const double StepSeconds = 0.025;

    private readonly ClientRequests _requests;
    private long _steps;

    public PlayedFeed(
        CboeTable table,
        double minutesBefore,
        Func<ClientCore, VirtualClock, TableGateway> gateway,
        FeedSettings? settings = null
    )
    {
        Table = table;
        Clock = new VirtualClock(DateTimeOffset.UnixEpoch.AddTicks(table.AsOf.Value / 100) - TimeSpan.FromMinutes(minutesBefore));
        Feed = new OptionFeed(settings ?? new FeedSettings(), Engine, Clock, Problems.Add);
        Core = new ClientCore(new ClientSettings(), Clock, Feed, Alerts.Add, () => 0.5);
        _requests = new ClientRequests(Core);
        Gateway = gateway(Core, Clock);
        Core.Start();
        Core.Opening();
        Core.Opened();
    }

    public CboeTable Table { get; }

    public VirtualClock Clock { get; }

    public ClientCore Core { get; }

    public OptionFeed Feed { get; }

    public TableGateway Gateway { get; }

    public EngineSide Engine { get; } = new();

    public List<Alert> Alerts { get; } = [];

    public List<string> Problems { get; } = [];

    public int AlertsOf(string name) => Alerts.Count(alert => alert.Name == name);

    public UnixNanos Now => UnixNanos.Trusted((Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);

    /// <summary>Plays until a moment.</summary>
    /// <param name="minutes">Minutes since the start.</param>
    /// <param name="isEnough">Ends earlier.</param>
    public void RunTo(double minutes, Func<bool>? isEnough = null)
    {
        for (var end = TimeSpan.FromMinutes(minutes); Clock.Passed < end; )
        {
            Clock.Move(StepSeconds);
            Gateway.Deliver();
            _steps++;
            if (_steps % 2 == 0)
                Core.Tick();
            if (_steps % 2 == 0)
                Feed.Step(_requests);
            if (_steps % 4 == 0 && isEnough?.Invoke() == true)
                return;
            if (Core.Next() is { } request)
                Gateway.Take(request);
        }
    }
}
