using System.Diagnostics;
using System.Text.RegularExpressions;
using Grpc.Core;
using MiaIa.SierraFiles.Synthetic;
using MiaIa.V1;

namespace Kills;

/// <summary>
/// A part of a day with Sierra's side, bridge and engine as processes, in which engine and bridge are killed again and again and started anew.
/// Sierra's side lives through it, as the trader's does.
/// </summary>
internal sealed partial class KillRound : IDisposable
{
    /// <summary>The phase in which Sierra moves an order.</summary>
    internal const string AtAnOrder = "at an order";

    private static readonly TimeSpan OrderWait = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan WantedOrderWait = TimeSpan.FromSeconds(40);

    // Of the market, so that it still moves when both sides are to be flat: a machine that is busy comes to fewer kills.
    private const double KilledPart = 0.75;

    // Fills in parts, late acknowledgements: what makes a moment in which to die interesting.
    private const string Script = """
        - {on: entry, do: partial, lots: 1, ms: 12000, chance: 0.6, times: all}
        - {on: target, do: partial, lots: 1, ms: 6000, chance: 0.4, times: all}
        - {on: entry, do: delay-ack, ms: 3000, chance: 0.2, times: all}
        """;

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
        _day = new TradedDay(folder, Plan((ulong)seed), Ports.Free(), Ports.Free());
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
        var began = Stopwatch.GetTimestamp();
        await _switches.BeganAsync();
        while (Tally.Kills < _kills && Stopwatch.GetElapsedTime(began) < KilledPart * _day.Lasts)
            await KillOnceAsync();
        var last = await EndFlatAsync();
        var facts = JournalFacts.Read(_day.Journal);
        RoundChecks.Sierra(Sierra, facts, _switches.Halted);
        Tally.HashesMet = RoundChecks.Replay(_day, _switches.Told, _recovered, _endHash);
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

    private static DayPlan Plan(ulong seed) =>
        new()
        {
            Market = folder => DayPlan.MadeUp(folder, seed, SyntheticSession.MinutesMax),
            Script = Script,
            Seed = seed,
        };

    // A busy machine comes to little by itself: in the second half of a round what is still rare is made to happen.
    private bool IsHaltWanted => IsSecondHalf && Tally.LatchesKept < KillTally.LatchesMin;

    private bool IsOrderWanted =>
        IsSecondHalf
        && (
            Tally.KillsIn(AtAnOrder) < KillTally.OrderKillsMin
            || Sierra.Entries.Count < KillTally.EntriesMin
            || Sierra.Fills.Count < KillTally.FillsMin
        );

    private bool IsSecondHalf => Tally.Kills >= _kills / 2;

    private async Task KillOnceAsync()
    {
        var victims = _random.Next(20) switch
        {
            _ when IsHaltWanted => (Engine: true, Bridge: false),
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
            case var _ when IsHaltWanted:
                return await ThrowSwitchAsync();
            case var _ when IsOrderWanted:
                return await WaitForOrderAsync();
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
        var wait = IsOrderWanted ? WantedOrderWait : OrderWait;
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < wait && !await IsActiveAsync())
            await Task.Delay(100);
        var moved = Sierra.MovedAsync();
        if (await Task.WhenAny(moved, Task.Delay(wait)) != moved)
            return "at rest";
        await Task.Delay(_random.Next(2) == 0 ? _random.Next(10) : _random.Next(400));
        return AtAnOrder;
    }

    private async Task<bool> IsActiveAsync() => FlatEnd.OfEs(await _switches.StateAsync()).Trading.State == TradingState.Active;

    private async Task<string> ThrowSwitchAsync()
    {
        await Task.Delay(_random.Next(200, 1_500));
        var isWanted = IsHaltWanted;
        var (isHalted, isFlatten) = (_switches.IsHalted && !isWanted, _random.Next(3) == 0);
        var asking = _switches.AskAsync(
            (engine, options) =>
                isHalted ? Resume(engine, options)
                : isFlatten ? FlatEnd.Flatten(engine, options)
                : engine.HaltAsync(new HaltRequest { Reason = "test", By = "test" }, options)
        );
        _asking = asking;
        if (_random.Next(2) == 0 && !isWanted)
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

    // Faults have stopped.
    private async Task<EngineStatus> EndFlatAsync()
    {
        await FlatEnd.ReachAsync(_host!, _switches, Sierra);
        await _host!.StopAsync();
        var last = await _switches.StateAsync();
        await _engine!.StopAsync();
        await _bridge!.StopAsync();
        return last;
    }

    private static AsyncUnaryCall<SwitchReply> Resume(MiaIa.V1.Engine.EngineClient engine, CallOptions options) =>
        engine.ResumeAsync(new ResumeRequest { By = "test" }, options);

    private void TakeEngineLine(string line)
    {
        Say(line);
        if (Recovered().Match(line) is { Success: true } recovered)
            _recovered.Add((recovered.Groups[1].Value, recovered.Groups[2].Value));
        _endHash = StateHashAtStop(line) ?? _endHash;
    }

    /// <summary>The hash of an engine's last line; null of any other line.</summary>
    internal static string? StateHashAtStop(string line) =>
        Stopped().Match(line) is { Success: true } stopped ? stopped.Groups[1].Value : null;

    private void Say(string line)
    {
        lock (_log)
            _log.Add(line);
    }

    [GeneratedRegex("going on in \"?([^\", ]+\\.journal)\"?, state hash \"?([0-9a-f]{16})")]
    private static partial Regex Recovered();

    [GeneratedRegex("^.* stopped; .* state hash \"?([0-9a-f]{16})")]
    private static partial Regex Stopped();
}
