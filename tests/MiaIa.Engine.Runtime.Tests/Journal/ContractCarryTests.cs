using MiaIa.Engine.Accounts;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>
/// A carry knows its contract by the Hello of each instrument's publisher: another contract in the next chain begins anew, and the same one goes
/// on. Live, the replay of the journal and a start after the turn do the same.
/// </summary>
public sealed class ContractCarryTests
{
    private const long Second = 1_000_000_000;
    private const long Minute = 60 * Second;

    // Tuesday 2023-12-26 15:00 UTC; the chain ends at 22:59:50, and the Globex session opens ten seconds later.
    private const long Morning = 1_703_602_800_000_000_000;
    private const long Turn = Morning + (8 * 60 * Minute) - (10 * Second);
    private const int TicksOfTheRoll = 240;

    private static readonly EngineOptions Options = ChainTurnTests.OptionsOf("ES");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("ESM24_FUT_CME", 7UL, false)]
    [TestCase("ESM24_FUT_CME", 8UL, false)]
    [TestCase("ESH24_FUT_CME", 7UL, true)]
    public void Fault_44_Bars_averages_and_ranges_of_another_contract_do_not_outlive_the_turn(string contract, ulong epoch, bool isWarm)
    {
        using var live = Day();
        Assert.That(live.TryTurn(Turn, out var failure), Is.True, failure);
        Assert.That(live.State.FindInstrument("ES")!.Core.Averages.AtrTicks, Is.Not.Null, "carried, whoever attaches");
        Begin(live, contract, epoch);
        Assert.That(Warmth(live.State), Is.EqualTo((isWarm, isWarm)));
        Assert.That(live.Journal.TryFlush(), Is.True);
        var replayed = Read(Turn + (2 * Minute)).Step;
        // Without the orders: a start passes the order ids of the time that went by.
        Assert.That(LiveChain.Lasting(replayed, withOrders: false), Is.EqualTo(LiveChain.Lasting(live.State, withOrders: false)));
        Minutes(live, epoch, 2, 17);
        var atr = live.State.FindInstrument("ES")!.Core.Averages.AtrTicks;
        Assert.That(atr, Is.Not.Null.And.LessThan(10), "of one contract alone: the step between the two is in no range");
    }

    [Test]
    public void Fault_44_The_first_start_after_a_weekend_knows_the_contract_too()
    {
        using (var day = Day())
            Assert.That(day.Journal.TryFlush(), Is.True);

        const long later = Turn + (72 * 60 * Minute);
        using var live = LiveChain.Begin(_folder.FullName, Options, later);
        Assert.That(live.State.FindInstrument("ES")!.Core.Averages.AtrTicks, Is.Not.Null);
        live.Attach(later, Hello("ESM24_FUT_CME", 8));
        Assert.That(Warmth(live.State), Is.EqualTo((false, false)));
    }

    [Test]
    public void A_carry_without_a_publisher_is_of_an_unknown_contract_and_warms_what_attaches()
    {
        using var live = Day();
        var carry = new CarrySections();
        foreach (var (name, bytes) in live.State.Save().All)
        {
            if (name != "epochs")
                carry.Add(name, bytes);
        }

        carry.Add("epochs", new EngineState(Options, 1, new DecisionOutbox()).Save().All.Single(section => section.Name == "epochs").Bytes);
        var next = new EngineState(Options, 1, new DecisionOutbox());
        CarryRecord.Load(CarryRecord.ToBytes(carry), next, Turn);
        Assert.That(next.CarryFaults, Is.Empty);
        next.Attach(8, Hello("ESM24_FUT_CME", 8).Hello, Turn);
        Assert.That(Warmth(next), Is.EqualTo((true, true)));
    }

    [TestCase("ESM24_FUT_CME", true)]
    [TestCase("ESH24_FUT_CME", false)]
    public void Fault_44_The_prices_of_losing_entries_are_not_those_of_another_contract(string contract, bool isForgotten)
    {
        using var live = Day();
        var lostAt = UnixNanos.Trusted(Turn - Minute);
        var entry = PriceTicks.Trusted(SampleFrames.PriceTicks);
        live.State.Account.Take(FillOf(1, Direction.Long, entry, lostAt), 0);
        live.State.Account.Take(FillOf(2, Direction.Short, PriceTicks.Trusted(entry.Value - 8), lostAt), 0);
        Assert.That(live.TryTurn(Turn, out _), Is.True);
        Assert.That(live.State.Account.LossLevelTicks(0, entry, lostAt), Is.Zero, "carried");
        live.Attach(Turn, Hello(contract, 7));
        Assert.That(live.State.Account.LossLevelTicks(0, entry, lostAt), Is.EqualTo(isForgotten ? double.PositiveInfinity : 0));
    }

    /// <summary>Ages are counted in bars, those of the day before among them.</summary>
    [Test]
    public void A_pattern_of_the_first_minute_after_the_turn_is_as_old_as_it_is()
    {
        using var live = Day();
        // Market time goes on without a trade: the last bar has closed, and none forms.
        live.Take(At(Morning, 32), SampleFrames.Depth(7, 31, timeUnixUs: At(Morning, 32) / UnixNanos.PerMicro));
        Assert.That(live.TryTurn(Turn, out _), Is.True);
        live.Attach(Turn, Hello("ESH24_FUT_CME", 7));
        var instrument = live.State.FindInstrument("ES")!;
        Assert.That(instrument.Core.Averages.AtrTicks, Is.Not.Null, "the bars of the day before");
        var frame = SampleFrames.Pattern(7, live.State.FindEpoch(7)!.Expected);
        frame.Pattern.ObservedUnixUs = (Turn / UnixNanos.PerMicro) + 20_000_000;
        live.Take(Turn + (20 * Second), frame);
        var view = Messages.StateOf(instrument, live.State).Market.Pattern.Single();
        var fade = Options
            .Instruments[0]
            .Features.Patterns.Pushed.GetValueOrDefault(view.Name, Options.Instruments[0].Features.Patterns.PushedOther);
        Assert.That(Math.Abs(view.Contribution), Is.EqualTo(fade.Weight * frame.Pattern.Strength).Within(1e-12));
    }

    private static Fill FillOf(ulong key, Direction direction, PriceTicks price, UnixNanos at) =>
        new(key, 0, OrderRole.External, direction, Contracts.Trusted(1), price, at, false);

    private static (bool HasAtr, bool HasBars) Warmth(EngineState state)
    {
        var averages = state.FindInstrument("ES")!.Core.Averages;
        return (averages.AtrTicks is not null, averages.BarVwap is not null);
    }

    private LiveChain Day()
    {
        var live = LiveChain.Begin(_folder.FullName, Options, Morning);
        live.Attach(Morning, Hello("ESH24_FUT_CME", 7));
        for (ulong counter = 1; counter <= 30; counter++)
            live.Take(At(Morning, counter), Trades(7, counter, At(Morning, counter), SampleFrames.PriceTicks));
        return live;
    }

    private static void Begin(LiveChain live, string contract, ulong epoch)
    {
        live.Attach(Turn, Hello(contract, epoch));
        Minutes(live, epoch, 1, 1);
    }

    private static void Minutes(LiveChain live, ulong epoch, ulong from, ulong to)
    {
        var first = live.State.FindEpoch(epoch)!.Expected - from;
        var isOther = live.State.FindEpoch(epoch)!.Hello.Contract != "ESH24_FUT_CME";
        for (var minute = from; minute <= to; minute++)
        {
            var ticks = SampleFrames.PriceTicks + (isOther ? TicksOfTheRoll : 0);
            live.Take(At(Turn, minute), Trades(epoch, first + minute, At(Turn, minute), ticks));
        }
    }

    private static V1.StudyFrame Hello(string contract, ulong epoch)
    {
        var hello = SampleFrames.Hello(epoch);
        hello.Hello.Contract = contract;
        return hello;
    }

    private static V1.StudyFrame Trades(ulong epoch, ulong counter, long at, int ticks)
    {
        var frame = SampleFrames.Trades(epoch, counter, timeUnixUs: at / UnixNanos.PerMicro);
        frame.Trades.BasePriceTicks = ticks;
        return frame;
    }

    private static long At(long from, ulong minutes) => from + ((long)minutes * Minute);

    private JournalRecovery Read(long now) => JournalRecovery.Read(_folder.FullName, Options, new DecisionOutbox(), now);
}
