using System.Text;
using Simulation.Clock;

namespace Simulation.Study;

/// <summary>The study on its chart with Sierra's order side behind it: the C++ library under the simulation's clock.</summary>
internal sealed unsafe class StudySide : IDisposable
{
    private const int FillsAtOnce = 64;

    // What a script does to all charts.
    private static readonly string[] WordsOfSierra = ["server-lost", "auto-trading-off", "locked"];

    private readonly VirtualClock _clock;
    private readonly List<SierraFill> _fills = [];
    private readonly byte[] _log = new byte[1 << 16];
    private readonly bool _isLive;
    private nint _study;

    /// <param name="clock">The simulated PC's.</param>
    /// <param name="seed">Of what happens by chance on this chart.</param>
    /// <param name="plan">The day.</param>
    /// <param name="chart">Of which this is one chart.</param>
    /// <param name="keepsLog">Somebody wants to read what happened.</param>
    /// <param name="beside">The study on another chart of the same symbol; null: this chart's symbol is traded on no other one.</param>
    internal StudySide(VirtualClock clock, ulong seed, DayPlan plan, ChartPlan chart, bool keepsLog, StudySide? beside = null)
    {
        StudyLibrary.Require();
        _clock = clock;
        _isLive = plan.IsLive;
        ForgetsBrackets = plan.Script?.Contains("children-carry-tag: no", StringComparison.Ordinal) ?? false;
        var text = plan.Script is null ? null : Encoding.UTF8.GetBytes(plan.Script + '\0');
        var symbol = Encoding.UTF8.GetBytes(chart.Symbol + '\0');
        fixed (
            byte* start = text,
                named = symbol
        )
        {
            var settings = new Abi.Settings
            {
                Seed = seed,
                StartSteadyNs = VirtualClock.StartSteadyNs,
                StartUnixNs = clock.MarketUnixNs,
                Symbol = named,
                Script = start,
                TickValueUsd = chart.TickCents / 100.0,
                Mode = plan.StudyMode,
                PositionCeiling = chart.StudyCeiling,
                KeepsLog = keepsLog ? 1 : 0,
            };
            _study = beside is null ? Abi.sim_study_create(settings) : Abi.sim_study_create_beside(beside._study, settings);
        }

        if (_study == 0)
            throw new InvalidOperationException($"the study cannot be made: {Text(Abi.sim_last_error(0))}");
        if (plan.Occasion.Live == LiveCase.NotConfirmed)
            Input("confirm live", "another");
        if (plan.IsSierraSimulating == plan.IsLive)
            Switches = Switches with { Simulation = plan.IsSierraSimulating ? 1 : 0 };
    }

    /// <summary>Every fill that Sierra was told of, in that order.</summary>
    internal IReadOnlyList<SierraFill> Fills => _fills;

    internal ulong Connection => Abi.sim_link_connection(_study);

    internal Abi.Belief? Belief => Abi.sim_study_belief(_study, out var belief) == 0 ? belief : null;

    internal Abi.OrderCalls Calls
    {
        get
        {
            Check(Abi.sim_truth_calls(_study, out var calls));
            return calls;
        }
    }

    internal Abi.Switches Switches
    {
        get
        {
            Check(Abi.sim_switches_get(_study, out var switches));
            return switches;
        }
        set
        {
            Check(Abi.sim_switches_set(_study, value));
            // All but the chart's own are Sierra's.
            SameSierra?.Set(value with { AutoTradingChart = SameSierra.Switches.AutoTradingChart });
        }
    }

    /// <summary>The study of another symbol in the same Sierra, whose switches are one; null: there is none.</summary>
    internal StudySide? SameSierra { get; set; }

    /// <summary>The position of the kind that is traded: in live mode the real one.</summary>
    internal Abi.Position Traded
    {
        get
        {
            Check(Abi.sim_truth_position(_study, _isLive ? 0 : 1, out var position));
            return position;
        }
    }

    internal void Advance() => Check(Abi.sim_study_advance(_study, _clock.SteadyNs, _clock.WallUnixNs));

    internal void Trade(int price, int bid, int ask, int lots, bool isBuy)
    {
        Advance();
        Check(
            Abi.sim_market_trade(
                _study,
                new Abi.Trade
                {
                    PriceTicks = price,
                    BidTicks = bid,
                    AskTicks = ask,
                    Lots = (uint)lots,
                    Side = isBuy ? 1 : -1,
                }
            )
        );
    }

    internal void Book(ReadOnlySpan<Abi.Level> bids, ReadOnlySpan<Abi.Level> asks)
    {
        Advance();
        fixed (
            Abi.Level* b = bids,
                a = asks
        )
        {
            Check(Abi.sim_market_book(_study, b, bids.Length, a, asks.Length));
        }
    }

    internal void Update(int marks)
    {
        Advance();
        Check(Abi.sim_study_update(_study, marks));
    }

    internal void Input(string name, string value) => Check(Abi.sim_study_input(_study, name, value));

    /// <summary>The chart shows another symbol; null: its own.</summary>
    internal void ShowSymbol(string? symbol) => Check(Abi.sim_chart_symbol(_study, symbol));

    internal void Reload(int how) => Check(Abi.sim_study_reload(_study, how));

    /// <summary>Attached orders carry no tag: without its memory the study cannot know them once their entry is no longer listed.</summary>
    internal bool ForgetsBrackets { get; }

    internal void Step(string step)
    {
        Check(Abi.sim_script_step(_study, step));
        if (SameSierra is { } other && WordsOfSierra.Any(word => step.Contains(word, StringComparison.Ordinal)))
            other.Check(Abi.sim_script_step(other._study, step));
    }

    internal void StopFaults() => Check(Abi.sim_faults_stop(_study));

    internal void Listen(bool listens) => Check(Abi.sim_link_listen(_study, listens ? 1 : 0));

    internal void Drop() => Check(Abi.sim_link_drop(_study));

    internal bool TryTake(out byte[] bytes, out ulong connection)
    {
        if (Check(Abi.sim_link_take(_study, out var frame)) == 0)
        {
            (bytes, connection) = ([], 0);
            return false;
        }

        (bytes, connection) = (new ReadOnlySpan<byte>(frame.Bytes, (int)frame.Length).ToArray(), frame.Connection);
        return true;
    }

    /// <summary>False: there is no connection, and it is lost.</summary>
    internal bool Push(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            return Check(Abi.sim_link_push(_study, start, (ulong)bytes.Length)) == 0;
    }

    /// <summary>Fetches the fills that Sierra was told of since the last time.</summary>
    internal void ReadFills()
    {
        Span<Abi.Fill> fills = stackalloc Abi.Fill[FillsAtOnce];
        int count;
        do
        {
            fixed (Abi.Fill* start = fills)
                count = Check(Abi.sim_truth_fills(_study, _fills.Count, start, FillsAtOnce));
            for (var i = 0; i < count; i++)
            {
                ref var fill = ref fills[i];
                fixed (byte* tag = fill.Tag)
                {
                    _fills.Add(
                        new SierraFill(
                            fill.Execution,
                            fill.OrderId,
                            fill.Role,
                            fill.Side * fill.Lots,
                            fill.PriceTicks,
                            fill.Simulated != 0,
                            fill.Counted != 0,
                            fill.SteadyNs,
                            Text(tag)
                        )
                    );
                }
            }
        } while (count == FillsAtOnce);
    }

    internal IReadOnlyList<SierraOrder> Working()
    {
        const int Capacity = 64;
        Span<Abi.Order> orders = stackalloc Abi.Order[Capacity];
        fixed (Abi.Order* start = orders)
        {
            var count = Check(Abi.sim_truth_working(_study, start, Capacity));
            return [.. Read(orders[..count]).Where(order => order is { IsWorking: true, IsHidden: false } or { ExchangeLots: > 0 })];
        }
    }

    internal IReadOnlyList<SierraOrder> OrdersAfter(uint id)
    {
        const int Capacity = 64;
        Span<Abi.Order> orders = stackalloc Abi.Order[Capacity];
        fixed (Abi.Order* start = orders)
        {
            var count = Check(Abi.sim_truth_orders(_study, id, start, Capacity));
            return Read(orders[..count]);
        }
    }

    internal string TakeLog()
    {
        fixed (byte* start = _log)
        {
            var length = Abi.sim_log_take(_study, start, _log.Length);
            return length > 0 ? Encoding.UTF8.GetString(_log, 0, (int)length) : "";
        }
    }

    public void Dispose()
    {
        if (_study != 0)
            Abi.sim_study_destroy(_study);
        _study = 0;
    }

    private static List<SierraOrder> Read(ReadOnlySpan<Abi.Order> orders)
    {
        var read = new List<SierraOrder>(orders.Length);
        foreach (ref readonly var o in orders)
        {
            fixed (byte* tag = o.Tag)
            {
                read.Add(
                    new SierraOrder(
                        o.Id,
                        o.Parent,
                        o.Role,
                        o.Type,
                        o.Status,
                        o.Side,
                        o.Lots,
                        o.FilledLots,
                        o.PriceTicks,
                        o.Working != 0,
                        o.Waits != 0,
                        o.AtExchange != 0 ? o.ExchangeLots : 0,
                        o.Hidden != 0,
                        o.EnteredSteadyNs,
                        Text(tag)
                    )
                );
            }
        }

        return read;
    }

    private void Set(in Abi.Switches switches) => Check(Abi.sim_switches_set(_study, switches));

    private static string Text(byte* text) => System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)text) ?? "";

    private int Check(int answer) =>
        answer >= 0
            ? answer
            : throw new InvalidOperationException($"the study's library says {answer}: {Text(Abi.sim_last_error(_study))}");
}
