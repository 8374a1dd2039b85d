using MiaIa.Engine.Accounts;
using MiaIa.Engine.Risk;
using MiaIa.Engine.Tests.Accounts;

namespace MiaIa.Engine.Tests.Risk;

public sealed class RiskOptionsTests
{
    [Test]
    public void The_defaults_are_the_seeds()
    {
        var (risk, account) = (new RiskOptions(), new AccountOptions());
        risk.Validate();
        account.Validate();
        Assert.Multiple(() =>
        {
            Assert.That((risk.CeilingContracts, risk.SpreadTicksMax, risk.CollarTicks, risk.NoVolumeSeconds), Is.EqualTo((2, 2, 8, 60)));
            Assert.That((account.DailyLossLimitCents, account.TradesPerDay, account.LossCooldownSeconds), Is.EqualTo((200_000, 50, 120)));
            Assert.That((account.LossLevelTicks, account.LossLevelMinutes), Is.EqualTo((8, 30)));
            Assert.That((account.EntriesPerMinute, account.IdenticalEntries), Is.EqualTo((6, 3)));
            Assert.That(risk.IsLiveAllowed, Is.False);
        });
    }

    [TestCaseSource(nameof(WrongRisks))]
    public void Fault_50_A_limit_of_an_instrument_that_cannot_be_is_refused_by_name(RiskOptions options, string named) =>
        Assert.That(() => new RiskGate(options, EntryCase.Calendar), Throws.ArgumentException.With.Message.Contains(named));

    [TestCase("12:30", 209)]
    [TestCase("09:30", 240)]
    public void Hours_that_leave_a_minute_for_an_entry_are_taken(string from, int minutes)
    {
        var options = new RiskOptions { TradeFrom = TimeOnly.Parse(from, null), NoEntryMinutes = minutes };
        Assert.That(options.Validate, Throws.Nothing);
    }

    [TestCaseSource(nameof(WrongAccounts))]
    public void Fault_50_A_limit_of_the_account_that_cannot_be_is_refused_by_name(AccountOptions options, string named) =>
        Assert.That(() => new AccountLedger(options, Books.Instruments), Throws.ArgumentException.With.Message.Contains(named));

    // ES: 8 ticks of stop and 2 of slippage are 125 $, fees 4.30 $; two contracts 258.60 $.
    [TestCase(2, 8, 25_860, "")]
    [TestCase(2, 8, 25_859, "CeilingContracts 2 of ES with StopTicks 8 can lose 258.60 USD at once, more than DailyLossLimitUsd 258.59")]
    [TestCase(16, 8, 200_000, "CeilingContracts 16 of ES")]
    [TestCase(2, 0, 200_000, "StopTicks 0 of ES")]
    public void Fault_50_Limits_that_contradict_each_other_are_refused_by_both_names(int ceiling, int stop, long limit, string named)
    {
        var options = new RiskOptions { CeilingContracts = ceiling };
        var account = new AccountOptions { DailyLossLimitCents = limit };
        void Check() => options.ValidateWith(account, Books.Instruments[Books.Es], stop);
        if (named.Length == 0)
            Assert.That(Check, Throws.Nothing);
        else
            Assert.That(Check, Throws.ArgumentException.With.Message.Contains(named));
    }

    private static IEnumerable<TestCaseData> WrongRisks()
    {
        var seed = new RiskOptions();
        yield return Case(seed with { CeilingContracts = 0 }, "CeilingContracts 0");
        yield return Case(seed with { SpreadTicksMax = 0 }, "SpreadTicksMax 0");
        yield return Case(seed with { CollarTicks = 1_001 }, "CollarTicks 1001");
        yield return Case(seed with { BookUnsoundMillisMax = -1 }, "BookUnsoundMillisMax -1");
        yield return Case(seed with { NoVolumeSeconds = 0 }, "NoVolumeSeconds 0");
        yield return Case(seed with { NoEntryMinutes = 241 }, "NoEntryMinutes 241");
        yield return Case(seed with { FlatSeconds = 0 }, "FlatSeconds 0");
        yield return Case(seed with { RollDays = 31 }, "RollDays 31");
        yield return Case(seed with { FlatSeconds = 301 }, "FlatSeconds 301 is more than NoEntryMinutes 5");
        yield return Case(seed with { TradeTo = new(9, 30) }, "TradeTo 09:30 is not after TradeFrom 09:30");
        yield return Case(seed with { TradeFrom = new(8, 0) }, "WatchFrom 09:00");
        yield return Case(
            seed with
            {
                TradeFrom = new(12, 30),
                NoEntryMinutes = 210,
            },
            "NoEntryMinutes 210 leaves no time for an entry between TradeFrom 12:30 and TradeTo 16:00"
        );
        yield return Case(
            seed with
            {
                TradeFrom = new(16, 0),
                TradeTo = new(18, 0),
            },
            "leaves no time for an entry between TradeFrom 16:00"
        );
        yield return Case(seed with { TradeFrom = new(9, 0), TradeTo = new(9, 30) }, "leaves no time for an entry between TradeFrom 09:00");
        yield return Case(seed with { IsLiveAllowed = true }, "without an account in LiveAccounts");
        yield return Case(seed with { LiveAccounts = [""] }, "empty account");
    }

    private static IEnumerable<TestCaseData> WrongAccounts()
    {
        var seed = new AccountOptions();
        yield return Case(seed with { DailyLossLimitCents = 0 }, "DailyLossLimitCents 0");
        yield return Case(seed with { TradesPerDay = 0 }, "TradesPerDay 0");
        yield return Case(seed with { SlippageTicks = -1 }, "SlippageTicks -1");
        yield return Case(seed with { AssumedStopTicks = 0 }, "AssumedStopTicks 0");
        yield return Case(seed with { LossCooldownSeconds = -1 }, "LossCooldownSeconds -1");
        yield return Case(seed with { LossLevelTicks = -1 }, "LossLevelTicks -1");
        yield return Case(seed with { LossLevelMinutes = 1_441 }, "LossLevelMinutes 1441");
        yield return Case(seed with { EntriesPerMinute = 61 }, "EntriesPerMinute 61");
        yield return Case(seed with { IdenticalEntries = 1 }, "IdenticalEntries 1");
    }

    private static TestCaseData Case(object options, string named) => new TestCaseData(options, named).SetArgDisplayNames(named);
}
