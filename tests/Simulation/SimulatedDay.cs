using MiaIa.Engine.Runtime.Hashing;
using MiaIa.Engine.Runtime.State;
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
    private const long AfterNs = 100;

    private readonly ulong _seed;
    private readonly VirtualClock _clock;
    private readonly Schedule _schedule;
    private readonly DirectoryInfo _folder;
    private readonly FaultSwitch _faults;
    private readonly List<TradedChart> _charts = [];
    private readonly SimulatedDisk _disk;
    private readonly EngineSide _engine;
    private readonly BridgeSide _bridge;
    private readonly OneAccount _account;
    private readonly FaultInjector _injector;
    private readonly Person _person;
    private readonly Agreement _agreement;
    private readonly JournalHole _hole;
    private readonly SecondEngine _second;
    private readonly Evening _evening;
    private readonly List<Jumps> _jumps = [];
    private readonly BesideFaults? _beside;
    private readonly DayPlan _plan;
    private readonly Story _story;

    internal SimulatedDay(ulong seed, Story? story = null, Func<DayPlan, DayPlan>? change = null)
    {
        _seed = seed;
        _story = story ?? new Story(isKept: false);
        _plan = DayPlan.Draw(RandomOf(0));
        _plan = _plan.On(Occasion.Draw(RandomOf(6))).With(SecondStudy.Draw(RandomOf(11)));
        _plan = change?.Invoke(_plan) ?? _plan;
        _clock = new VirtualClock(_plan.StartUnixNs);
        _schedule = new Schedule(_clock);
        _story.Clock = _clock;
        _story.Tell($"seed {seed}: {_plan.Occasion}; {_plan.Beside}");
        // Named by the seed, because what the journal says of its device names its path.
        _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"miaia-simulation-{Environment.ProcessId}-{seed}"));
        _faults = new FaultSwitch(_plan.Rates);
        _disk = new SimulatedDisk(_faults, RandomOf(1), Rows);
        _account = new OneAccount(_schedule, _plan);
        _engine = new EngineSide(_schedule, _clock, _disk, _folder.FullName, _plan.EngineOptions, Decided, _story.Log);
        _bridge = new BridgeSide(_schedule, _clock, _engine, _faults, RandomOf(2), _story.Log);
        AddFirstChart();
        var (study, calls) = (First.Study, First.Calls);
        _injector = new FaultInjector(_schedule, _clock, RandomOf(3), _faults, Rows, study, _bridge, _engine, _disk, calls, _story.Tell);
        if (_plan.Beside.Chart != SecondChart.None)
            _beside = AddSecondChart();
        _person = new Person(_schedule, RandomOf(4), _charts, _engine, _disk, _story.Tell);
        _hole = new JournalHole(_schedule, RandomOf(8), _plan, Rows, Scenes, _engine, _injector, _story.Tell);
        _second = new SecondEngine(_schedule, RandomOf(9), _plan, Rows, Scenes, _engine, _story.Tell);
        _evening = new Evening(_schedule, _clock, RandomOf(10), _plan, _faults, Scenes, _charts, _bridge, _engine, _injector, _story.Tell);
        _agreement = new Agreement(_charts, _engine, _hole, _folder.FullName, _plan);
    }

    internal RowsReached Rows { get; } = new();

    internal ScenesReached Scenes { get; } = new();

    private TradedChart First => _charts[0];

    private IEnumerable<TradedChart> OrderSides => _charts.Where(chart => chart.IsFirstOfSymbol);

    private void AddFirstChart()
    {
        var study = new StudySide(_clock, _seed, _plan, _plan.FirstChart, _story.IsKept);
        var always = NewChecks(study, _plan.FirstChart);
        AddChart(study, _plan.FirstChart, always, new MadeUpMarket(_schedule, study, RandomOf(5)), RandomOf(7));
    }

    private BesideFaults AddSecondChart()
    {
        var plan = _plan.OtherChart;
        var isOther = _plan.Beside.Chart == SecondChart.OtherInstrument;
        Scenes.Reach(isOther ? Scene.TwoInstruments : Scene.TwoChartsOfOne);
        var seed = (ulong)HashCodeOf(_seed, 12);
        var study = new StudySide(_clock, seed, _plan, plan, _story.IsKept, isOther ? null : First.Study);
        if (isOther)
            (study.SameSierra, First.Study.SameSierra) = (First.Study, study);
        var always = isOther ? NewChecks(study, plan) : First.Always;
        var market = isOther ? new MadeUpMarket(_schedule, study, RandomOf(13)) : First.Market;
        AddChart(study, plan, always, market, RandomOf(14));
        var calls = _charts[1].Calls;
        (calls.SameSierra, First.Calls.SameSierra) = (First.Calls, calls);
        foreach (var chart in OrderSides)
            AddJumps(chart);
        return new BesideFaults(_schedule, RandomOf(15), _faults, Rows, study, calls, line => _story.Tell($"at the second study: {line}"));
    }

    private void AddJumps(TradedChart of) =>
        _jumps.Add(new Jumps(_schedule, RandomOf(16 + _jumps.Count), _plan.Beside.Jump, of.Market, line => TellOf(of.Plan, line)));

    private AlwaysTrue NewChecks(StudySide study, ChartPlan plan)
    {
        var limits = _plan.LimitsOf(plan) with { IsProtectionPossible = () => IsProtectionPossible(plan) };
        var always = new AlwaysTrue(_schedule, study, _disk, Rows, Scenes, limits, _account)
        {
            IsEngineHalted = () => _engine.IsUp && _engine.Runner.Read(state => state.IsHalted),
        };
        _account.Add(always);
        return always;
    }

    private void AddChart(StudySide study, ChartPlan plan, AlwaysTrue always, MadeUpMarket market, Random random)
    {
        var isFirst = _charts.Count == 0;
        var isFirstOfSymbol = _charts.TrueForAll(chart => chart.Always != always);
        var conduct = new StudyConduct(always, study, Rows, _plan.LimitsOf(plan), _story, isFirst ? "" : "second ");
        _bridge.Add(study, conduct);
        // Sierra calls one study after the other: no two read the clock at one moment.
        var calls = new StudyCalls(_schedule, study, _bridge, conduct, () => Pace(_plan.UpdateMs) + (isFirst ? 0 : AfterNs));
        var chart = new ChartFaults(_schedule, random, _plan, Rows, Scenes, study, calls, plan.Symbol, isFirst, line => TellOf(plan, line));
        _charts.Add(new TradedChart(plan, study, calls, always, market, chart, isFirstOfSymbol));
    }

    private void TellOf(ChartPlan plan, string line) => _story.Tell(_charts.Count == 1 ? line : $"{plan.Symbol}: {line}");

    private void Decided(InstrumentEngine instrument) =>
        OrderSides.First(chart => chart.Plan.Slot == instrument.Core.Trading.Slot).Always.Decided(instrument);

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
        foreach (var chart in OrderSides)
            chart.Market.Begin();
        foreach (var chart in _charts)
            chart.Calls.Begin();
        _schedule.Every(() => Pace(100), _engine.Tick);
        _schedule.Every(() => Pace(50), _engine.SyncJournal);
        _schedule.Every(() => Pace(250), _bridge.Pump);
        _schedule.RunTo(_schedule.NowNs + 5 * Second);
        _injector.Begin();
        _person.Begin();
        First.Changes.Begin();
        _hole.Begin();
        _second.Begin();
        if (_charts.Count > 1)
            BeginSecond();
        MarkOccasion();
        if (_plan.Occasion.Hours == OccasionHours.Turn)
            _evening.Play();
        else
            _schedule.RunTo(_schedule.NowNs + _plan.FaultySeconds * Second);
        _story.Tell("the faults stop");
        _injector.Stop();
        // Both put Sierra's switches back to what a plain run begins with; what this one has else is shown after that.
        _beside?.Stop();
        foreach (var chart in _charts)
            chart.Changes.Stop();
        _jumps.ForEach(jumps => jumps.Stop());
        _hole.Stop();
        Settle();
        return End();
    }

    private void BeginSecond()
    {
        _charts[1].Changes.Begin();
        _beside!.Begin();
        _jumps.ForEach(jumps => jumps.Begin());
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
        var fills = _agreement.Fills.Count();
        var hash = Fnv1a.Append(Fnv1a.Append(Fnv1a.Append(Fnv1a.Seed, before), decisions), (ulong)_schedule.NowNs);
        foreach (var fill in OrderSides.SelectMany(chart => chart.Study.Fills))
            hash = Fnv1a.Append(Fnv1a.Append(hash, fill.Execution), (ulong)(fill.SteadyNs + fill.PriceTicks));
        foreach (var file in Directory.EnumerateFiles(_folder.FullName, "*.journal").Order(StringComparer.Ordinal))
            hash = Fnv1a.Append(hash, File.ReadAllBytes(file));
        return new DayResult(
            _seed,
            hash,
            fills,
            _agreement.PartialFills,
            OrderSides.Sum(chart => chart.Always.Intents),
            _schedule.NowNs / Second
        );
    }

    private void AfterEach()
    {
        _engine.SendCommands();
        foreach (var chart in OrderSides)
        {
            chart.Always.Look();
            if (_story.IsKept)
                _story.TellLines(chart.Study.TakeLog());
        }
    }

    // By every study of the symbol: which of them has the lease is not asked.
    private bool IsProtectionPossible(ChartPlan plan) =>
        _charts.TrueForAll(chart => chart.Plan.Symbol != plan.Symbol || (IsSierraOpen(chart.Study) && IsCalm(chart.Calls)));

    private bool IsSierraOpen(StudySide study)
    {
        var switches = study.Switches;
        return switches is { AutoTrading: not 0, AutoTradingChart: not 0, Connected: not 0, Locked: 0 }
            && switches.Simulation != 0 == _plan.IsSierraSimulating;
    }

    private static bool IsCalm(StudyCalls calls) => calls.Chart is ChartState.AsEver or ChartState.TapeAway && !calls.IsStalled;

    private Random RandomOf(int purpose) => new(HashCodeOf(_seed, purpose));

    private static int HashCodeOf(ulong seed, int purpose) =>
        (int)Fnv1a.Append(Fnv1a.Append(Fnv1a.Seed, seed), (ulong)purpose) & int.MaxValue;

    public void Dispose()
    {
        _engine.Dispose();
        foreach (var chart in _charts)
            chart.Study.Dispose();
        _folder.Delete(recursive: true);
    }
}
