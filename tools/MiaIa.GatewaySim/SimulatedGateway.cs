using System.Net.Sockets;
using MiaIa.GatewaySim.Faults;
using MiaIa.GatewaySim.Logging;
using MiaIa.GatewaySim.Markets;
using MiaIa.GatewaySim.Sessions;
using MiaIa.GatewaySim.Setup;
using Serilog.Core;

namespace MiaIa.GatewaySim;

/// <summary>
/// An IB Gateway that is none: it speaks the TWS socket protocol on the loopback address, serves a chain, keeps a Gateway's limits and breaks as
/// a script says. It takes no order.
/// </summary>
public sealed class SimulatedGateway : IAsyncDisposable
{
    private readonly GatewayState _state;
    private readonly FaultRunner _faults;
    private readonly GatewayListener _listener;
    private readonly ITimer _pulse;
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isDisposed;

    private SimulatedGateway(GatewayState state, int port)
    {
        _state = state;
        _listener = new GatewayListener(state, port);
        _faults = new FaultRunner(state, _listener);
        lock (state.Gate)
        {
            _faults.Plan(state.Options.Faults);
            // What happens at 0 s has happened before the first client comes.
            state.Scheduler.RunDue(state.Now);
        }

        _pulse = state.Options.Time.CreateTimer(_ => Pulse(), null, state.Options.Pulse, state.Options.Pulse);
    }

    /// <summary>The port it listens at.</summary>
    public int Port => _listener.Port;

    /// <summary>What has happened so far.</summary>
    public GatewayStatistics Statistics => _state.Statistics;

    /// <summary>SPX now, in points.</summary>
    public double Spot
    {
        get
        {
            lock (_state.Gate)
                return _state.Market.At(_state.Now).Spot;
        }
    }

    /// <summary>The market's time now.</summary>
    public DateTimeOffset MarketTime
    {
        get
        {
            lock (_state.Gate)
                return DateTimeOffset.UnixEpoch.AddTicks(_state.Market.At(_state.Now).Time.Value / 100);
        }
    }

    /// <summary>Options that are listed.</summary>
    public int OptionsListed => _state.Setup.Spx.Options.Count + (_state.Setup.Qqq?.Options.Count ?? 0);

    /// <summary>Connections, also those whose session has not started yet.</summary>
    public int ClientsConnected
    {
        get
        {
            lock (_state.Gate)
                return _state.Clients.Count;
        }
    }

    /// <summary>Local symbols of the lines that are open, the oldest first.</summary>
    public IReadOnlyList<string> OpenLines
    {
        get
        {
            lock (_state.Gate)
                return [.. _state.Lines.All.Select(line => line.Item.Name)];
        }
    }

    /// <summary>Never completes, or fails with what broke the simulator itself.</summary>
    public Task Failed => _failed.Task;

    /// <summary>Messages that came, and frames for the clients that are connected: both of one moment, so that a test knows when all is answered.</summary>
    internal (long Received, long Written) Exchanged
    {
        get
        {
            lock (_state.Gate)
                return (_state.Statistics.MessagesReceived, _state.Clients.Sum(client => client.Answers.Frames + client.Ticks.Frames));
        }
    }

    /// <summary>What is served, in a sentence.</summary>
    internal string Description =>
        $"{(_state.Setup.Spx.IsSynthetic ? "SYNTHETIC chain" : $"chain {_state.Options.ChainFile}")} of {OptionsListed} options, SPX {Spot:0.00}, market time {MarketTime:u}";

    /// <summary>Reads the files, and listens.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="IOException">A file cannot be opened or is not what it should be.</exception>
    /// <exception cref="InvalidDataException">A history cannot be read.</exception>
    /// <exception cref="SocketException">The port cannot be listened at.</exception>
    public static Task<SimulatedGateway> StartAsync(SimulatedGatewayOptions options) => Task.Run(() => Start(options));

    /// <summary>Makes something go wrong now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fault is not known.</exception>
    public void Inject(Fault fault)
    {
        lock (_state.Gate)
            _faults.Run(fault);
    }

    /// <summary>Makes what one or more steps of a script say happen, their times counted from now: <c>"0s link-lost for 14s"</c>.</summary>
    /// <exception cref="FaultScriptException">It is no script.</exception>
    public void Inject(string script)
    {
        var steps = FaultScript.Parse(script);
        lock (_state.Gate)
        {
            _faults.Plan(steps.Select(step => step with { At = step.At + _state.Now }));
            _state.Scheduler.RunDue(_state.Now);
        }
    }

    /// <summary>Closes every connection and waits until all is over.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 1)
            return;
        await _pulse.DisposeAsync().ConfigureAwait(false);
        await _listener.DisposeAsync().ConfigureAwait(false);
    }

    private static SimulatedGateway Start(SimulatedGatewayOptions options)
    {
        options.Validate();
        var log = options.Log ?? Logger.None;
        var gateway = new SimulatedGateway(new GatewayState(options, MarketSetup.From(options), log), options.Port);
        LogMessages.Serving(log, gateway.Port, gateway.Description);
        if (gateway._state.Setup.Spx.IsSynthetic)
            LogMessages.Synthetic(log);
        return gateway;
    }

    private void Pulse()
    {
        try
        {
            lock (_state.Gate)
            {
                if (_isDisposed == 0)
                    _state.Pulse();
            }
        }
        catch (Exception e)
        {
            // A timer's callback has nobody above it: without this the whole test run or program would die without a word.
            LogMessages.PulseFailed(_state.Log, e);
            _failed.TrySetException(e);
        }
    }
}
