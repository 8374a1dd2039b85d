using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Grpc.Core;
using MiaIa.V1;

namespace Kills;

/// <summary>
/// A part of a day with Sierra's side, bridge and engine as processes, in which engine and bridge are killed again and again and started anew.
/// Sierra's side lives through it, as the trader's does.
/// </summary>
internal sealed partial class KillRound : IDisposable
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan OrderWait = TimeSpan.FromSeconds(5);

    private readonly Random _random;
    private readonly int _kills;
    private readonly TradedDay _day;
    private readonly Switches _switches;
    private readonly List<(string Segment, string StateHash)> _recovered = [];
    private readonly List<string> _log = [];
    private ChildProcess? _engine;
    private ChildProcess? _bridge;
    private ChildProcess? _host;
    private Task _asking = Task.CompletedTask;
    private string _endHash = "";

    internal KillRound(string folder, int seed, int kills)
    {
        _random = new Random(seed);
        _kills = kills;
        _day = new TradedDay(folder, (ulong)seed, FreePort(), FreePort());
        _switches = new Switches(_day.Engine, Tally);
        Sierra = new SierraSide(id => JournalBytes.Holds(_day.Journal, id));
    }

    internal KillTally Tally { get; } = new();

    internal SierraSide Sierra { get; }

    /// <summary>Plays, kills, ends flat, and holds both sides against each other.</summary>
    internal async Task RunAsync()
    {
        _engine = _day.StartEngine(TakeEngineLine);
        Tally.Ready(await _engine.ReadyAsync());
        _bridge = _day.StartBridge(_ => { });
        await _bridge.ReadyAsync();
        _host = _day.StartSierra(Sierra.Take);
        await _switches.BeganAsync();
        while (Tally.Kills < _kills)
            await KillOnceAsync();
        var last = await EndFlatAsync();
        var facts = JournalFacts.Read(_day.Journal);
        RoundChecks.Sierra(Sierra, facts, _switches.Halted);
        Tally.HashesMet = RoundChecks.Replay(_day.Journal, _switches.Told, _recovered, _endHash);
        Tally.RecoveriesMet = _recovered.Count;
        await RoundChecks.DatabaseAsync(_day, Sierra, facts, last);
        (Tally.Entries, Tally.Fills, Tally.PartlyFilled) = (Sierra.Entries.Count, Sierra.Fills.Count, Sierra.PartlyFilled);
    }

    /// <summary>What engine and tests said last, for a message.</summary>
    internal string Log()
    {
        lock (_log)
            return string.Join('\n', _log.TakeLast(60));
    }

    public void Dispose()
    {
        _host?.Dispose();
        _bridge?.Dispose();
        _engine?.Dispose();
        _switches.Dispose();
    }

    private async Task KillOnceAsync()
    {
        var victims = _random.Next(20) switch
        {
            < 12 => (Engine: true, Bridge: false),
            < 16 => (Engine: false, Bridge: true),
            _ => (Engine: true, Bridge: true),
        };
        var phase = await WaitForMomentAsync();
        await KillAsync(victims.Engine, victims.Bridge, phase);
        // Two starts in five are killed itself, anywhere between their first instruction and a while after they are ready.
        while (_random.Next(5) < 2 && Tally.Kills < _kills)
        {
            await Task.Delay(_random.Next(1_300));
            var isReady = (!victims.Engine || _engine!.IsReady) && (!victims.Bridge || _bridge!.IsReady);
            await KillAsync(victims.Engine, victims.Bridge, isReady ? "just started" : "starting");
        }

        if (victims.Bridge)
            await _bridge!.ReadyAsync();
        if (!victims.Engine)
            return;
        Tally.Ready(await _engine!.ReadyAsync());
        await _switches.BeganAsync();
    }

    // The moment in which somebody dies: at rest, as Sierra moves an order, or as a switch is thrown.
    private async Task<string> WaitForMomentAsync()
    {
        switch (_random.Next(20))
        {
            case < 6:
                await Task.Delay(_random.Next(200, 1_800));
                await _switches.StateAsync();
                return "at rest";
            case < 14:
                return await WaitForOrderAsync();
            default:
                return await ThrowSwitchAsync();
        }
    }

    private async Task<string> WaitForOrderAsync()
    {
        if (_switches.IsHalted)
            await _switches.AskAsync(Resume);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < OrderWait && OfEs(await _switches.StateAsync()).Trading.State != TradingState.Active)
            await Task.Delay(100);
        var moved = Sierra.MovedAsync();
        if (await Task.WhenAny(moved, Task.Delay(OrderWait)) != moved)
            return "at rest";
        await Task.Delay(_random.Next(2) == 0 ? _random.Next(10) : _random.Next(400));
        return "at an order";
    }

    private async Task<string> ThrowSwitchAsync()
    {
        await Task.Delay(_random.Next(200, 1_500));
        var (isHalted, isFlatten) = (_switches.IsHalted, _random.Next(3) == 0);
        var asking = _switches.AskAsync(
            (engine, options) =>
                isHalted ? Resume(engine, options)
                : isFlatten ? Flatten(engine, options)
                : engine.HaltAsync(new HaltRequest { Reason = "test", By = "test" }, options)
        );
        _asking = asking;
        if (_random.Next(2) == 0)
        {
            // Before the answer, perhaps.
            await Task.Delay(_random.Next(12));
            return "in a switch";
        }

        await asking;
        await Task.Delay(_random.Next(60));
        return "after a switch";
    }

    private async Task KillAsync(bool engine, bool bridge, string phase)
    {
        if (engine)
        {
            Say($"kill engine, {phase}");
            await _engine!.KillAtOnceAsync();
            _engine.Dispose();
        }

        if (bridge)
        {
            Say($"kill bridge, {phase}");
            await _bridge!.KillAtOnceAsync();
            _bridge.Dispose();
        }

        await _asking;
        Tally.Killed(
            engine && bridge ? "both"
                : engine ? "engine"
                : "bridge",
            phase
        );
        if (bridge)
            _bridge = _day.StartBridge(_ => { });
        if (engine)
            _engine = _day.StartEngine(TakeEngineLine);
    }

    // Faults have stopped: both sides must agree within a bounded time.
    private async Task<EngineStatus> EndFlatAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var agreed = 0;
        while (agreed < 3)
        {
            if (_host!.HasExited)
                throw new KillFault($"the market has ended before {_kills} kills were done");
            if (Stopwatch.GetElapsedTime(began) > EndPatience)
                throw new KillFault($"the sides do not agree: {Sierra.PositionLots} lots in Sierra, {OfEs(await _switches.StateAsync())}");
            await Task.Delay(1_000);
            var state = await _switches.StateAsync();
            var es = OfEs(state);
            var isFlat = Sierra.IsFlat && es.StudyAttached && es.Trading.PositionLots == 0 && es.Order.Count == 0;
            agreed = isFlat ? agreed + 1 : 0;
            // Again now and then: one that was told while nobody listened has done nothing.
            if (!state.Halted || (!isFlat && Stopwatch.GetElapsedTime(began).TotalSeconds % 10 < 1))
                await _switches.AskAsync(Flatten);
        }

        await _host!.StopAsync();
        var last = await _switches.StateAsync();
        await _engine!.StopAsync();
        await _bridge!.StopAsync();
        return last;
    }

    private static AsyncUnaryCall<SwitchReply> Resume(MiaIa.V1.Engine.EngineClient engine, CallOptions options) =>
        engine.ResumeAsync(new ResumeRequest { By = "test" }, options);

    private static AsyncUnaryCall<SwitchReply> Flatten(MiaIa.V1.Engine.EngineClient engine, CallOptions options) =>
        engine.FlattenAsync(new FlattenRequest { Reason = "test", By = "test" }, options);

    private static InstrumentState OfEs(EngineStatus state) => state.Instrument.Single(instrument => instrument.Instrument == "ES");

    private void TakeEngineLine(string line)
    {
        Say(line);
        if (Recovered().Match(line) is { Success: true } recovered)
            _recovered.Add((recovered.Groups[1].Value, recovered.Groups[2].Value));
        else if (Stopped().Match(line) is { Success: true } stopped)
            _endHash = stopped.Groups[1].Value;
    }

    private void Say(string line)
    {
        lock (_log)
            _log.Add(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("going on in \"?([^\", ]+\\.journal)\"?, state hash \"?([0-9a-f]{16})")]
    private static partial Regex Recovered();

    [GeneratedRegex("^.* stopped; .* state hash \"?([0-9a-f]{16})")]
    private static partial Regex Stopped();
}
