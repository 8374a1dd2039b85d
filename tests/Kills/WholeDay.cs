using System.Diagnostics;
using MiaIa.V1;

namespace Kills;

/// <summary>A day with Sierra's side, bridge and engine as processes of their own, in which nobody is killed.</summary>
internal sealed class WholeDay : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TradedDay _day;
    private readonly Switches _switches;
    private readonly List<string> _log = [];
    private ChildProcess? _engine;
    private ChildProcess? _bridge;
    private ChildProcess? _host;
    private string _endHash = "";

    internal WholeDay(string folder, DayPlan plan)
    {
        TradedDay.NeedPrograms();
        _day = new TradedDay(folder, plan, Ports.Free(), Ports.Free());
        _switches = new Switches(_day.Engine, new KillTally());
        Sierra = new SierraSide(id => JournalBytes.Holds(_day.Journal, id));
    }

    internal SierraSide Sierra { get; }

    internal SierraWitness Witness { get; } = new();

    /// <summary>What the journal says, once the day is over.</summary>
    internal JournalFacts Facts { get; private set; } = new();

    /// <summary>Orders that a replay and a backtest made as the running engine did.</summary>
    internal int OrdersHeld { get; private set; }

    /// <summary>Starts all three; the market begins.</summary>
    internal async Task StartAsync()
    {
        _engine = _day.StartEngine(TakeEngineLine);
        await _engine.ReadyAsync();
        _bridge = _day.StartBridge(Say);
        await _bridge.ReadyAsync();
        _host = _day.StartSierra(line =>
        {
            Sierra.Take(line);
            Witness.Take(line);
            if (!line.StartsWith('{'))
                Say(line);
        });
        await _switches.BeganAsync();
    }

    /// <summary>Waits until it is so. False when the market has ended before.</summary>
    internal async Task<bool> UntilAsync(Func<bool> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!isSo() && !_host!.HasExited)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new KillFault($"it has taken more than {Patience.TotalMinutes} minutes\n{Witness.Log()}\n{Log()}");
            await Task.Delay(100);
        }

        return isSo();
    }

    /// <summary>Waits until the engine has seen a signal. False when the market has ended before.</summary>
    internal async Task<bool> UntilASignalAsync()
    {
        while (!_host!.HasExited)
        {
            var state = await _switches.StateAsync();
            if (state.Instrument.Any(instrument => instrument.Signals.Any(tier => tier.Count > 0)))
                return true;
            await Task.Delay(300);
        }

        return false;
    }

    /// <summary>A person flattens, the market goes on to its end or is stopped, and every side is held against the others.</summary>
    internal async Task<DayBook> EndFlatAsync(bool playsOn)
    {
        await FlatEnd.ReachAsync(_host!, _switches, Sierra);
        var last = await EndAsync(playsOn);
        RoundChecks.Sierra(Sierra, Facts, _switches.Halted);
        RoundChecks.Replay(_day, _switches.Told, [], _endHash);
        await RoundChecks.DatabaseAsync(_day, Sierra, Facts, last);
        OrdersHeld = SameOrders.Hold(_day);
        return new DayBook(_day.Database, FlatEnd.OfEs(last));
    }

    /// <summary>Ends all three as they are.</summary>
    internal async Task<EngineStatus> EndAsync(bool playsOn)
    {
        if (playsOn || _host!.HasExited)
            await _host!.EndedWellAsync();
        else
            await _host!.StopAsync();
        var last = await _switches.StateAsync();
        await _engine!.StopAsync();
        await _bridge!.StopAsync();
        Facts = JournalFacts.Read(_day.Journal);
        return last;
    }

    /// <summary>What engine and bridge said last, for a message.</summary>
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

    private void TakeEngineLine(string line)
    {
        Say(line);
        _endHash = KillRound.StateHashAtStop(line) ?? _endHash;
    }

    private void Say(string line)
    {
        lock (_log)
            _log.Add(line);
    }
}
