using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Tests;

namespace MiaIa.Projections.Tests;

/// <summary>A restart under other settings in the middle of a trading day: what was done stays done, in the account and in the database.</summary>
public sealed class OtherSettingsTests : ProjectedJournal
{
    private const long Hour = 3_600 * 1_000_000_000L;

    private static readonly EngineOptions Others = TradedMornings.Options with
    {
        Instruments =
        [
            TradedMornings.Options.Instruments[0] with
            {
                Signals = TradedMornings.Options.Instruments[0].Signals with { StopTicks = 3, TargetTicks = 40 },
                Trading = TradedMornings.Options.Instruments[0].Trading with { Fees = [new(DateOnly.MinValue, 5_000)] },
            },
        ],
    };

    [Test]
    public void The_account_is_the_one_that_lived_and_a_new_chain_has_todays_settings()
    {
        TradedMornings.Write(Journal);
        var lived = TradedMornings.Replay(Journal, new TradedMornings.Tally())[0];
        Assert.That(lived.Account.TradesToday, Is.GreaterThan(1), "else nothing is proved");

        var recovery = JournalRecovery.Read(Journal, Others, new TradedMornings.Tally(), MadeUpMorning.StartNanos + Hour);

        var account = recovery.Step.Account;
        Assert.That(
            (account.RealizedCents, account.FeesCents, account.TradesToday),
            Is.EqualTo((lived.Account.RealizedCents, lived.Account.FeesCents, lived.Account.TradesToday))
        );
        Assert.That(recovery.Step.Options.SettingsHash(), Is.EqualTo(Others.SettingsHash()));
        Assert.That((recovery.Next.IsFirstOfChain, recovery.Next.SettingsHash), Is.EqualTo((true, Others.SettingsHash())));
        Assert.That(recovery.Notes, Has.Exactly(1).Contains("ES.Signals.StopTicks 8 → 3").And.Contains("what was done before stays"));
    }

    [Test]
    public void History_warms_the_features_again_and_says_nothing_to_the_account()
    {
        TradedMornings.Write(Journal, events: 10_000);
        var lived = TradedMornings.Replay(Journal, new TradedMornings.Tally())[0];
        var recovery = JournalRecovery.Read(Journal, Others, new TradedMornings.Tally(), MadeUpMorning.StartNanos + Hour);
        recovery.BeginSegment(Journal).Dispose();
        var core = recovery.Step.Instruments[0].Core;
        var (realized, trades, ghosts) = (recovery.Step.Account.RealizedCents, recovery.Step.Account.TradesToday, core.Trading.Ghosts.Open);
        Assert.That(core.Counters.TradeRecords, Is.Zero, "its market is empty");

        foreach (var e in MadeUpMorning.Events(3, 10_000).Where(e => e.Kind == Engine.Market.MarketEventKind.Trade))
            core.Process(Historic(e, MadeUpMorning.StartNanos + Hour));

        Assert.That(core.Counters.TradeRecords, Is.EqualTo(lived.Instruments[0].Core.Counters.TradeRecords));
        Assert.That(
            core.Levels.TicksOf(DrawnLevel.SessionVwap),
            Is.EqualTo(lived.Instruments[0].Core.Levels.TicksOf(DrawnLevel.SessionVwap))
        );
        Assert.That(
            (recovery.Step.Account.RealizedCents, recovery.Step.Account.TradesToday, core.Trading.Ghosts.Open),
            Is.EqualTo((realized, trades, ghosts))
        );
    }

    [Test]
    public void There_and_back_before_any_study_came_the_account_is_the_same()
    {
        TradedMornings.Write(Journal);
        var lived = TradedMornings.Replay(Journal, new TradedMornings.Tally())[0].Account;
        JournalRecovery.Read(Journal, Others, new TradedMornings.Tally(), MadeUpMorning.StartNanos + Hour).BeginSegment(Journal).Dispose();

        var back = JournalRecovery.Read(Journal, TradedMornings.Options, new TradedMornings.Tally(), MadeUpMorning.StartNanos + (2 * Hour));

        Assert.That(
            (back.Step.Account.RealizedCents, back.Step.Account.TradesToday, back.Step.Instruments[0].Core.IsCatchingUp),
            Is.EqualTo((lived.RealizedCents, lived.TradesToday, true))
        );
        Assert.That(back.Step.Save().All.Select(section => section.Name), Has.Member("moment ES").And.No.Member("instrument ES"));
    }

    [Test]
    public void The_rows_of_a_rebuild_are_those_of_each_chains_own_settings()
    {
        TradedMornings.Write(Journal);
        var rows = Database.Dump(Database.Rebuilt(Journal, Folder));
        using var follower = JournalFollower.Open(Journal, Others, DatabasePath, isAnew: true);
        while (follower.Advance(1_000_000) > 0)
            continue;
        Assert.That(Database.Dump(DatabasePath), Is.EqualTo(rows));
    }

    private static Engine.Market.MarketEvent Historic(in Engine.Market.MarketEvent e, long receivedAt) =>
        Engine.Market.MarketEvent.Trade(
            e.ObservedAt,
            Engine.Market.UnixNanos.Trusted(receivedAt),
            e.Price,
            e.Volume,
            e.Aggressor,
            e.Group,
            e.Bid,
            e.Ask,
            isHistory: true
        );
}
