using System.Net;
using Grpc.Core;
using MiaIa.Cli.Doctor;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Programs;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.V1;

namespace MiaIa.Cli.Running;

/// <summary>Engine and bridge while they run: who was started here, who was there, and how they stand. One that falls is told and not started again.</summary>
internal sealed class RunningPrograms : IAsyncDisposable
{
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopBound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // A Ctrl-C on the terminal reaches them before it reaches us.
    private static readonly TimeSpan SameCtrlC = TimeSpan.FromMilliseconds(500);

    private readonly ProgramSettings _engine;
    private readonly ProgramSettings _bridge;
    private readonly bool _mustBeOnPaper;
    private readonly RunLog _log;
    private readonly List<ChildProgram> _started = [];
    private string _told = "";
    private EngineStatus? _newest;

    internal RunningPrograms(ProgramSettings engine, ProgramSettings bridge, bool mustBeOnPaper, RunLog log)
    {
        _engine = engine;
        _bridge = bridge;
        _mustBeOnPaper = mustBeOnPaper;
        _log = log;
    }

    /// <summary>Starts what is missing, and stays until it is asked to stop or nothing of it runs any more.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="RunException">Something cannot be started; what was started before has ended.</exception>
    /// <exception cref="ProgramException">A program did not get ready.</exception>
    internal async Task<int> RunAsync(CancellationToken stop)
    {
        foreach (var asked in (ProgramSettings[])[_engine, _bridge])
        {
            if (!asked.AreValid)
                throw new RunException(ExitCodes.BadSettings, $"the {asked.Program.Name} cannot be started:\n{asked.Problems}");
        }

        var elsewhere = new Uri(_bridge.Text("EngineAddress"));
        if (elsewhere.IsLoopback)
            await StartEngineAsync(stop);
        else
            _log.Say("engine", $"is another machine's, at {elsewhere}");
        await StartBridgeAsync(stop);
        var hasEngine = elsewhere.IsLoopback;
        if (_started.Count == 0)
        {
            _log.Say("miaia", "nothing had to be started");
            return ExitCodes.Ok;
        }

        if (hasEngine)
            await TellPageAsync();
        return await WatchAsync(hasEngine, stop);
    }

    /// <summary>Ends what was started here: first the bridge, so that no study speaks to an engine that is going.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var child in _started.AsEnumerable().Reverse())
        {
            var wasRunning = !child.Exited.IsCompleted;
            var isInOrder = await child.StopAsync(StopBound);
            if (wasRunning)
                _log.Say(child.Name, isInOrder ? "has ended" : $"did not end within {StopBound.TotalSeconds:0} s and was killed");
            await child.DisposeAsync();
        }

        if (_started.Count > 0 && _newest is { } status)
        {
            foreach (var open in status.Instrument.Where(i => i.Trading is { PositionLots: not 0 }))
            {
                _log.Say(
                    "miaia",
                    $"{open.Instrument}: the position of {open.Trading.PositionLots:+0;-0} stays; its stop and target stand in Sierra Chart"
                );
            }
        }
    }

    private async Task StartEngineAsync(CancellationToken stop)
    {
        var look = await EngineLook.AtAsync(_engine);
        if (look.Status is { } running)
        {
            _newest = running;
            // Of one that does not say its mode nobody knows that it makes no orders.
            if (_mustBeOnPaper && running.Mode != TradingMode.DryRun)
            {
                throw new RunException(
                    ExitCodes.Fault,
                    $"an engine runs already at {look.Address}, {EngineMode.TextOf(running)}: end it first, or leave --dry-run out"
                );
            }

            _ = Enum.TryParse<TradingMode>(_engine.Text("Trading:Mode"), out var wanted);
            _log.Say("engine", EngineMode.RunsAlready(running, look.Address, wanted));
            return;
        }

        var port = _engine.Number("Port") ?? 0;
        if (!PortChecks.IsFree(IPAddress.Parse(_engine.Text("Address")), port))
            throw new RunException(ExitCodes.PortInUse, $"port {port} of the engine is held by another program. {look.WhyNot}");
        await StartAsync(_engine.Program, stop);
    }

    private async Task StartBridgeAsync(CancellationToken stop)
    {
        var held = await PortChecks.OfBridgeAsync(_bridge.Text("StudyEndpoint"));
        if (held.Verdict == Verdict.Fail)
            throw new RunException(ExitCodes.PortInUse, $"{held.Name}: {held.Found}");
        if (held.IsHeldByOurs)
            _log.Say("bridge", $"runs already at {_bridge.Text("StudyEndpoint")}");
        else
            await StartAsync(_bridge.Program, stop);
    }

    private async Task StartAsync(ProductProgram program, CancellationToken stop)
    {
        _log.Say(program.Name, "is being started");
        var child = ChildProgram.Start(program.Name, program.Path, program.Arguments, static _ => { }, null, onError: TellFaults);
        _started.Add(child);
        _log.Say(program.Name, $"ready: {await child.WaitUntilReadyAsync(StartBound, stop)}, process {child.Id}");

        // What its log says beyond information; the rest is in its own file.
        void TellFaults(string line)
        {
            if (
                line.Contains(" WRN ", StringComparison.Ordinal)
                || line.Contains(" ERR ", StringComparison.Ordinal)
                || line.Contains(" FTL ", StringComparison.Ordinal)
            )
            {
                _log.Say(program.Name, line);
            }
        }
    }

    private async Task TellPageAsync()
    {
        if (!_engine.Flag("Page:Enabled"))
            return;
        try
        {
            using var connection = EngineLook.Open(_engine, AccessRole.Operate);
            var link = await connection.InviteAsync(watchOnly: false);
            _log.Say("page", $"{link.Address} (once, within {link.Seconds} s; miaia page gives another)");
        }
        catch (Exception fault) when (fault is RpcException or CredentialsException or CertificateException)
        {
            _log.Say("page", fault.Message);
        }
    }

    private async Task<int> WatchAsync(bool hasEngine, CancellationToken stop)
    {
        var fallen = 0;
        var watched = _started.ToList();
        while (watched.Count > 0)
        {
            try
            {
                await Task.WhenAny([.. watched.Select(child => child.Exited), Task.Delay(LookEvery, stop)]);
                if (watched.Find(child => child.Exited.IsCompleted) is { } ended)
                {
                    await Task.Delay(SameCtrlC, stop);
                    watched.Remove(ended);
                    fallen++;
                    _log.Say(
                        ended.Name,
                        $"has ended by itself with exit code {await ended.Exited} and is not started again. Its last lines:\n{ended.LastLines()}"
                    );
                }
                else if (hasEngine)
                {
                    await TellStateAsync();
                }

                stop.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                _log.Say("miaia", "stopping");
                return fallen == 0 ? ExitCodes.Ok : ExitCodes.Fault;
            }
        }

        return ExitCodes.Fault;
    }

    private async Task TellStateAsync()
    {
        var look = await EngineLook.AtAsync(_engine);
        _newest = look.Status ?? _newest;
        var state = look.Status is { } status ? ShortState.Of(status) : $"does not answer: {look.WhyNot}";
        if (state == _told)
            return;
        _told = state;
        _log.Say("engine", state);
    }
}
