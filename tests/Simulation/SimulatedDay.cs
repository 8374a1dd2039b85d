using MiaIa.Engine.Runtime.Hashing;
using Simulation.Bridge;
using Simulation.Checks;
using Simulation.Clock;
using Simulation.Disk;
using Simulation.Engine;
using Simulation.Faults;
using Simulation.Market;
using Simulation.Study;

namespace Simulation;

/// <summary>
/// Study, Sierra's order side, bridge, engine, disk and network under one virtual clock, on one thread: some minutes of a session in which things
/// break at the rates that the seed draws, then quiet, in which all sides must agree. The same seed gives the same bytes.
/// </summary>
internal sealed class SimulatedDay : IDisposable
{
    private const long Second = 1_000_000_000;
    private const long Milli = 1_000_000;

    private readonly ulong _seed;
    private readonly VirtualClock _clock;
    private readonly Schedule _schedule;
    private readonly DirectoryInfo _folder;
    private readonly StudySide _study;
    private readonly SimulatedDisk _disk;
    private readonly EngineSide _engine;
    private readonly BridgeSide _bridge;
    private readonly AlwaysTrue _always;
    private readonly StudyCalls _calls;
    private readonly FaultInjector _injector;
    private readonly Person _person;
    private readonly Agreement _agreement;
    private readonly MadeUpMarket _market;
    private readonly ChartFaults _chart;
    private readonly JournalHole _hole;
    private readonly SecondEngine _second;
    private readonly Evening _evening;
    private readonly DayPlan _plan;
    private readonly Story _story;

    internal SimulatedDay(ulong seed, Story? story = null, Func<DayPlan, DayPlan>? change = null)
    {
        _seed = seed;
        _story = story ?? new Story(isKept: false);
        _plan = DayPlan.Draw(RandomOf(0));
        _plan = _plan.On(Occasion.Draw(RandomOf(6)));
        _plan = change?.Invoke(_plan) ?? _plan;
        _clock = new VirtualClock(_plan.StartUnixNs);
        _schedule = new Schedule(_clock);
        _story.Clock = _clock;
        _story.Tell($"seed {seed}: {_plan.Occasion}");
        // Named by the seed, because what the journal says of its device names its path.
        _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"miaia-simulation-{Environment.ProcessId}-{seed}"));
        _study = new StudySide(_clock, seed, _plan, _story.IsKept);
        var faults = new FaultSwitch(_plan.Rates);
        _disk = new SimulatedDisk(faults, RandomOf(1), Rows);
        _always = new AlwaysTrue(
            _schedule,
            _study,
            _disk,
            Rows,
            Scenes,
            _plan.Limits with
            {
                IsProtectionPossible = IsProtectionPossible,
            },
            _story
        );
        var log = _story.Log;
        _engine = new EngineSide(_schedule, _clock, _disk, _folder.FullName, _plan.EngineOptions, _always.Decided, log);
        _always.IsEngineHalted = () => _engine.IsUp && _engine.Runner.Read(state => state.IsHalted);
        _bridge = new BridgeSide(_schedule, _clock, _study, _engine, faults, RandomOf(2), log, _always);
        _calls = new StudyCalls(_schedule, _study, _bridge, _always, () => Pace(_plan.UpdateMs));
        _injector = new FaultInjector(_schedule, _clock, RandomOf(3), faults, Rows, _study, _bridge, _engine, _disk, _calls, _story.Tell);
        _person = new Person(_schedule, RandomOf(4), _study, _engine, _disk, _story.Tell);
        _market = new MadeUpMarket(_schedule, _study, RandomOf(5));
        _chart = new ChartFaults(_schedule, RandomOf(7), _plan, Rows, Scenes, _study, _calls, _story.Tell);
        _hole = new JournalHole(_schedule, RandomOf(8), _plan, Rows, Scenes, _engine, _injector, _story.Tell);
        _second = new SecondEngine(_schedule, RandomOf(9), _plan, Rows, Scenes, _engine, _story.Tell);
        _evening = new Evening(
            _schedule,
            _clock,
            RandomOf(10),
            _plan,
            faults,
            Scenes,
            _study,
            _bridge,
            _engine,
            _calls,
            _market,
            _injector,
            _story.Tell
        );
        _agreement = new Agreement(_study, _engine, _hole, _folder.FullName, _plan);
    }

    internal RowsReached Rows { get; } = new();

    internal ScenesReached Scenes { get; } = new();

    internal DayResult Run()
    {
        // With one of the test runner's, whoever awaits goes on on another thread.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return Play();
        }
        catch (Exception broken) when (broken is not BrokenRuleException)
        {
            throw new BrokenRuleException($"{broken.GetType().Name}: {broken.Message} {broken.StackTrace}");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private DayResult Play()
    {
        _schedule.AfterEach = AfterEach;
        _injector.StartEngine();
        _market.Begin();
        _calls.Begin();
        _schedule.Every(() => Pace(100), _engine.Tick);
        _schedule.Every(() => Pace(50), _engine.SyncJournal);
        _schedule.Every(() => Pace(250), _bridge.Pump);
        _schedule.RunTo(_schedule.NowNs + 5 * Second);
        _injector.Begin();
        _person.Begin();
        _chart.Begin();
        _hole.Begin();
        _second.Begin();
        MarkOccasion();
        if (_plan.Occasion.Hours == OccasionHours.Turn)
            _evening.Play();
        else
            _schedule.RunTo(_schedule.NowNs + _plan.FaultySeconds * Second);
        _story.Tell("the faults stop");
        _injector.Stop();
        _chart.Stop();
        _hole.Stop();
        Settle();
        return End();
    }

    private long Pace(long ms) => _evening.IsSlow ? Second : ms * Milli;

    private void MarkOccasion()
    {
        if (_plan.Occasion.Hours == OccasionHours.HalfDay)
            Scenes.Reach(Scene.HalfDay);
        if (_plan.Occasion.Live != LiveCase.None)
            Scenes.Reach(_plan.MayNotOrder ? Scene.LiveRefused : Scene.Live);
        if (_plan.Occasion.Live is LiveCase.SierraSimulates)
            Rows.Reach(FaultRow.R17_OtherStateThanMode);
    }

    // A person who sees everything work again: stops, closes what is open, looks, and goes home.
    private void Settle()
    {
        _injector.StartEngine();
        var deadline = _schedule.NowNs + 30 * Second;
        _schedule.RunTo(_schedule.NowNs + 10 * Second);
        _person.Look();
        _schedule.RunTo(_schedule.NowNs + 5 * Second);
        _person.GoHome();
        _schedule.RunTo(_schedule.NowNs + 5 * Second);
        _person.CloseByHand();
        _schedule.RunTo(_schedule.NowNs + 5 * Second);
        while (_agreement.WhyNot() is { } why)
        {
            if (_schedule.NowNs >= deadline + 30 * Second)
                throw new BrokenRuleException($"{(_schedule.NowNs - deadline) / Second + 30} s after the faults have stopped: {why}");
            _schedule.RunTo(_schedule.NowNs + Second);
        }
    }

    private DayResult End()
    {
        var before = _agreement.StateHash();
        var decisions = _engine.Runner.Read(state => state.DecisionHash);
        var (date, realized) = _engine.Runner.Read(state => (state.Account.TradeDate, state.Account.RealizedCents));
        _engine.Stop();
        _agreement.HoldProjection(date, realized);
        var fills = _study.Fills.Count(fill => fill.IsCounted);
        var hash = Fnv1a.Append(Fnv1a.Append(Fnv1a.Append(Fnv1a.Seed, before), decisions), (ulong)_schedule.NowNs);
        foreach (var fill in _study.Fills)
            hash = Fnv1a.Append(Fnv1a.Append(hash, fill.Execution), (ulong)(fill.SteadyNs + fill.PriceTicks));
        foreach (var file in Directory.EnumerateFiles(_folder.FullName, "*.journal").Order(StringComparer.Ordinal))
            hash = Fnv1a.Append(hash, File.ReadAllBytes(file));
        return new DayResult(_seed, hash, fills, _agreement.PartialFills, _always.Intents, _schedule.NowNs / Second);
    }

    private void AfterEach()
    {
        _engine.SendCommands();
        _always.Look();
        if (_story.IsKept)
            _story.TellLines(_study.TakeLog());
    }

    private bool IsProtectionPossible()
    {
        var switches = _study.Switches;
        return switches is { AutoTrading: not 0, AutoTradingChart: not 0, Connected: not 0, Locked: 0 }
            && switches.Simulation != 0 == _plan.IsSierraSimulating
            && _calls.Chart is ChartState.AsEver or ChartState.TapeAway
            && !_calls.IsStalled;
    }

    private Random RandomOf(int purpose) => new(HashCodeOf(_seed, purpose));

    private static int HashCodeOf(ulong seed, int purpose) =>
        (int)Fnv1a.Append(Fnv1a.Append(Fnv1a.Seed, seed), (ulong)purpose) & int.MaxValue;

    public void Dispose()
    {
        _engine.Dispose();
        _study.Dispose();
        _folder.Delete(recursive: true);
    }
}
