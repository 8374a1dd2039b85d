using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Journal;

/// <summary>
/// The chart of one study shows a replay for a while, or another contract from now on, and each time the study reads that tape's past from Sierra's
/// records: the market is the one that is shown, live and by the journal, also when the chain turns meanwhile.
/// </summary>
public sealed class OtherTapeTests
{
    private const long Minute = 60_000_000_000;
    private const long Day = 24 * 60 * Minute;

    // 2023-12-26 10:00 New York.
    private const long Morning = 1_703_602_800_000_000_000;
    private const string OldContract = "ESH24_FUT_CME";
    private const string NewContract = "ESM24_FUT_CME";

    private static readonly EngineOptions Options = ChainTurnTests.OptionsOf("ES");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Fault_63_After_a_replay_the_day_is_the_one_that_never_saw_it()
    {
        using var live = LiveChain.Begin(_folder.FullName, Options, Morning);
        Show(live, 7, 0, OldContract);
        Play(live, 7, from: 0, to: 40);
        Show(live, 8, 40, OldContract, ReplayState.Running);
        Play(live, 8, from: 0, to: 20, behind: Day, localFrom: 40);
        Assert.That(Core(live).Profile.Lots, Is.EqualTo(20 * 3 * 2), "yesterday's");
        Show(live, 9, 60, OldContract);
        Play(live, 9, from: 0, to: 60, localFrom: 60, isHistory: true);
        Play(live, 9, from: 60, to: 65);

        using var other = new TemporaryFolder();
        using var never = LiveChain.Begin(other.FullName, Options, Morning);
        Show(never, 7, 0, OldContract);
        Play(never, 7, from: 0, to: 65);
        Assert.That(MarketOf(live.State), Is.EqualTo(MarketOf(never.State)));
        Assert.That(Core(live).Profile.Lots, Is.EqualTo(65 * 3 * 2));
        ReplaysAsItWas(live, 65);
    }

    [Test]
    public void Fault_63_After_a_roll_the_market_is_the_new_contracts_own()
    {
        using var live = LiveChain.Begin(_folder.FullName, Options, Morning);
        Show(live, 7, 0, OldContract);
        Play(live, 7, from: 0, to: 40);
        Show(live, 8, 40, NewContract);
        Play(live, 8, from: 0, to: 40, localFrom: 40, isHistory: true, ticks: 240);
        Play(live, 8, from: 40, to: 45, ticks: 240);

        using var other = new TemporaryFolder();
        using var never = LiveChain.Begin(other.FullName, Options, Morning);
        Show(never, 7, 0, NewContract);
        Play(never, 7, from: 0, to: 45, ticks: 240);
        Assert.That(MarketOf(live.State), Is.EqualTo(MarketOf(never.State)));
        Assert.That(Core(live).Averages.AtrTicks, Is.Not.Null, "warm at once");
        ReplaysAsItWas(live, 45);
    }

    [Test]
    public void Fault_63_A_chain_that_turns_in_a_replay_carries_nothing_of_it()
    {
        using var live = LiveChain.Begin(_folder.FullName, Options, Morning);
        Show(live, 7, 0, OldContract);
        Play(live, 7, from: 0, to: 40);
        Show(live, 8, 40, OldContract, ReplayState.Running);
        Play(live, 8, from: 0, to: 20, behind: Day, localFrom: 40);
        Assert.That(live.TryTurn(Morning + (8 * 60 * Minute), out var failure), Is.True, failure);
        Assert.That(Core(live).LastPrice.Value, Is.Zero, "no price of the replay, none of before it");
        Assert.That(Core(live).IsCatchingUp, Is.True);
        Show(live, 9, 8 * 60, OldContract);
        Play(live, 9, from: 0, to: 60, localFrom: 8 * 60, isHistory: true);
        Assert.That(Core(live).IsCatchingUp, Is.False);
        Assert.That(Core(live).Profile.Lots, Is.EqualTo(60 * 3 * 2));
        ReplaysAsItWas(live, (8 * 60) + 1);
    }

    private static Pipeline.EngineCore Core(LiveChain live) => live.State.FindInstrument("ES")!.Core;

    private static byte[] MarketOf(EngineState state) => state.Save().All.Single(section => section.Name == "instrument ES").Bytes;

    private void ReplaysAsItWas(LiveChain live, long minute)
    {
        Assert.That(live.Journal.TryFlush(), Is.True);
        var replayed = JournalRecovery.Read(_folder.FullName, Options, new Outbound.DecisionOutbox(), Morning + (minute * Minute)).Step;
        Assert.That(LiveChain.Lasting(replayed, withOrders: false), Is.EqualTo(LiveChain.Lasting(live.State, withOrders: false)));
        Assert.That(replayed.DecisionHash, Is.EqualTo(live.State.DecisionHash));
    }

    private static void Show(LiveChain live, ulong epoch, long minute, string contract, ReplayState replay = ReplayState.Stopped)
    {
        var hello = SampleFrames.Hello(epoch);
        (hello.Hello.Contract, hello.Hello.Replay) = (contract, replay);
        live.Attach(Morning + (minute * Minute), hello);
    }

    // Three trades of two lots a minute; history comes at once.
    private static void Play(
        LiveChain live,
        ulong epoch,
        int from,
        int to,
        long behind = 0,
        int? localFrom = null,
        bool isHistory = false,
        int ticks = 0
    )
    {
        for (var minute = from; minute < to; minute++)
        {
            var (time, local) = (Morning + (minute * Minute) - behind, (localFrom ?? from) + (isHistory ? 0 : minute - from));
            var frame = SampleFrames.Trades(epoch, live.State.FindEpoch(epoch)!.Expected, timeUnixUs: time / UnixNanos.PerMicro);
            frame.Trades.BasePriceTicks = SampleFrames.PriceTicks + ticks + (minute % 7);
            frame.Trades.History = isHistory;
            live.Take(Morning + (local * Minute), frame);
        }
    }
}
