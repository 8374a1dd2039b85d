using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.OptionInputs;

/// <summary>For each rule an option input that breaks it and no other, with the field and value that the refusal has to name.</summary>
internal static class BrokenInputs
{
    internal static IEnumerable<TestCaseData> Listings()
    {
        yield return Listed(RefusalReason.BadEnum, "listed.underlying", "4", l => l.Underlying = Underlying.Vix);
        yield return Listed(RefusalReason.OutOfRange, "listed.listing", "0", l => l.Listing = 0);
        yield return Listed(RefusalReason.BadEnum, "listed.source", "0", l => l.Source = OptionSource.Unspecified);
        yield return Listed(RefusalReason.BadEnum, "listed.source", "9", l => l.Source = (OptionSource)9);
        yield return Listed(RefusalReason.OutOfRange, "listed.volatility_fresh_seconds", "604801", l => l.VolatilityFreshSeconds = 604_801);
        yield return Listed(RefusalReason.BadTime, "listed.observed_unix_us", "0", l => l.ObservedUnixUs = 0);
        yield return Listed(RefusalReason.BadCount, "listed.expiry.length", "0", l => l.Expiry.Clear());
        yield return Listed(RefusalReason.BadName, "listed.expiry[1].root", "\"spx\"", l => l.Expiry[1].Root = "spx");
        yield return Listed(RefusalReason.BadName, "listed.expiry[0].root", "\"\"", l => l.Expiry[0].Root = "");
        yield return Listed(RefusalReason.BadTime, "listed.expiry[0].date", "20230231", l => l.Expiry[0].Date = 20230231);
        yield return Listed(RefusalReason.BadTime, "listed.expiry[1].date", "20230608", l => l.Expiry[1].Date = 20230608);
        yield return Listed(
            RefusalReason.BadTime,
            "listed.expiry[1].date",
            "20230609",
            l => (l.Expiry[1].Date, l.Expiry[1].Root) = (20230609, "SPXW")
        );
        yield return Listed(
            RefusalReason.BadCount,
            "listed.expiry[1].strike_step_milli.length",
            "0",
            l => l.Expiry[1].StrikeStepMilli.Clear()
        );
        yield return Listed(RefusalReason.BadPrice, "listed.expiry[0].strike_step_milli[1]", "0", l => l.Expiry[0].StrikeStepMilli[1] = 0);
        yield return Listed(
            RefusalReason.BadPrice,
            "listed.expiry[0].strike_step_milli[2]",
            "2147483647",
            l => l.Expiry[0].StrikeStepMilli[2] = int.MaxValue
        );
        yield return Listed(
            RefusalReason.BadCount,
            "listed.expiry.strike_step_milli.length",
            "32770",
            l => l.Expiry[0].StrikeStepMilli.AddRange(Enumerable.Repeat(1u, 32_765))
        );
        yield return Listed(RefusalReason.BadCount, "listed.expiry[1].refused_rows", "32769", l => l.Expiry[1].RefusedRows = 32_769);
    }

    internal static IEnumerable<TestCaseData> Updates() => UpdatesOfWrongShape().Concat(UpdatesOfWrongValues());

    private static IEnumerable<TestCaseData> UpdatesOfWrongShape()
    {
        const RefusalReason contract = RefusalReason.UnknownContract;
        yield return Update(RefusalReason.BadEnum, "update.underlying", "0", u => u.Underlying = Underlying.Unspecified);
        yield return Update(contract, "update.listing", "7", u => u.Underlying = Underlying.Ndx);
        yield return Update(contract, "update.listing", "8", u => u.Listing = 8);
        yield return Update(contract, "update.listing", "0", u => u.Listing = 0);
        yield return Update(RefusalReason.BadTime, "update.base_unix_us", "12", u => u.BaseUnixUs = 12);
        yield return Update(contract, "update.quotes.contract[1]", "10", u => u.Quotes.Contract[1] = 10);
        yield return Update(contract, "update.volume.contract[0]", "4294967295", u => u.Volume.Contract[0] = uint.MaxValue);
        yield return Update(RefusalReason.BadCount, "update.open_interest.contract.length", "0", u => u.OpenInterest.Contract.Clear());
        yield return Update(
            RefusalReason.BadCount,
            "update.volatilities.contract.length",
            "8193",
            u => u.Volatilities.Contract.AddRange(Enumerable.Repeat(1u, 8_191))
        );
        yield return Update(RefusalReason.UnequalColumns, "update.quotes.ask.length", "1", u => u.Quotes.Ask.RemoveAt(1));
        yield return Update(RefusalReason.UnequalColumns, "update.quotes.bid.length", "3", u => u.Quotes.Bid.Add(1));
        yield return Update(
            RefusalReason.UnequalColumns,
            "update.volatilities.time_offset_us.length",
            "1",
            u => u.Volatilities.TimeOffsetUs.RemoveAt(0)
        );
        yield return Update(RefusalReason.UnequalColumns, "update.volume.lots.length", "1", u => u.Volume.Lots.RemoveAt(0));
    }

    private static IEnumerable<TestCaseData> UpdatesOfWrongValues()
    {
        yield return Update(RefusalReason.NotFinite, "update.quotes.bid[0]", "NaN", u => u.Quotes.Bid[0] = double.NaN);
        yield return Update(RefusalReason.BadPrice, "update.quotes.ask[1]", "-1", u => u.Quotes.Ask[1] = -1);
        yield return Update(
            RefusalReason.BadPrice,
            "update.quotes.ask[0]",
            "1.7976931348623157E+308",
            u => u.Quotes.Ask[0] = double.MaxValue
        );
        yield return Update(RefusalReason.NotFinite, "update.quotes.table_spot", "NaN", u => u.Quotes.TableSpot = double.NaN);
        yield return Update(RefusalReason.BadPrice, "update.quotes.table_spot", "-1", u => u.Quotes.TableSpot = -1);
        yield return Update(RefusalReason.BadPrice, "update.quotes.table_spot", "1000001", u => u.Quotes.TableSpot = 1_000_001);
        yield return Update(
            RefusalReason.NotFinite,
            "update.volatilities.annual[0]",
            "Infinity",
            u => u.Volatilities.Annual[0] = double.PositiveInfinity
        );
        yield return Update(RefusalReason.OutOfRange, "update.volatilities.annual[1]", "-2", u => u.Volatilities.Annual[1] = -2);
        yield return Update(
            RefusalReason.OutOfRange,
            "update.volatilities.annual[1]",
            "1.7976931348623157E+308",
            u => u.Volatilities.Annual[1] = double.MaxValue
        );
        yield return Update(
            RefusalReason.BadVolume,
            "update.open_interest.lots[0]",
            "2147483647",
            u => u.OpenInterest.Lots[0] = int.MaxValue
        );
        yield return Update(RefusalReason.BadVolume, "update.volume.lots[1]", "100000001", u => u.Volume.Lots[1] = 100_000_001);
        yield return Update(
            RefusalReason.BadTime,
            "update.volatilities.time_offset_us[1]",
            "604800000001",
            u => u.Volatilities.TimeOffsetUs[1] = 604_800_000_001
        );
        yield return Update(
            RefusalReason.BadTime,
            "update.volatilities.time_offset_us[0]",
            "-9223372036854775808",
            u => u.Volatilities.TimeOffsetUs[0] = long.MinValue
        );
    }

    internal static IEnumerable<TestCaseData> Others()
    {
        yield return Print(RefusalReason.BadEnum, "print.underlying", "0", p => p.Underlying = Underlying.Unspecified);
        yield return Print(RefusalReason.BadEnum, "print.source", "0", p => p.Source = OptionSource.Unspecified);
        yield return Print(RefusalReason.NotFinite, "print.points", "NaN", p => p.Points = double.NaN);
        yield return Print(RefusalReason.BadPrice, "print.points", "-1", p => p.Points = -1);
        yield return Print(RefusalReason.BadPrice, "print.points", "0", p => p.Points = 0);
        yield return Print(RefusalReason.BadPrice, "print.points", "1.7976931348623157E+308", p => p.Points = double.MaxValue);
        yield return Print(RefusalReason.BadTime, "print.observed_unix_us", "-5", p => p.ObservedUnixUs = -5);
        yield return Status(RefusalReason.BadEnum, "status.condition", "0", s => s.Condition = OptionFeedCondition.Unspecified);
        yield return Status(RefusalReason.BadEnum, "status.underlying", "6", s => s.Underlying = (Underlying)6);
        yield return Status(RefusalReason.BadTime, "status.observed_unix_us", "0", s => s.ObservedUnixUs = 0);
        yield return History(RefusalReason.BadEnum, "put_call_history.underlying", "5", h => h.Underlying = Underlying.Vxn);
        yield return History(RefusalReason.BadTime, "put_call_history.day[1].date", "20230607", h => h.Day[1].Date = 20230607);
        yield return History(
            RefusalReason.UnequalColumns,
            "put_call_history.day[0].log_ratio.length",
            "1",
            h => h.Day[0].LogRatio.RemoveAt(0)
        );
        yield return History(RefusalReason.BadTime, "put_call_history.day[0].minute[1]", "571", h => h.Day[0].Minute[1] = 571);
        yield return History(RefusalReason.BadTime, "put_call_history.day[1].minute[0]", "1440", h => h.Day[1].Minute[0] = 1440);
        yield return History(
            RefusalReason.OutOfRange,
            "put_call_history.day[0].log_ratio[0]",
            "NaN",
            h => h.Day[0].LogRatio[0] = double.NaN
        );
        yield return History(
            RefusalReason.BadCount,
            "put_call_history.day.length",
            "21",
            h => h.Day.AddRange(Enumerable.Range(0, 19).Select(i => new PutCallDay { Date = (uint)(20230701 + i) }))
        );
        yield return new TestCaseData(new OptionInput(), RefusalReason.NoBody, "body", "none").SetArgDisplayNames("body", "none");
    }

    private static TestCaseData Listed(RefusalReason reason, string field, string value, Action<OptionChainListed> break_) =>
        Case(SampleInputs.Listed(), i => break_(i.Listed), reason, field, value);

    private static TestCaseData Update(RefusalReason reason, string field, string value, Action<OptionChainUpdate> break_) =>
        Case(SampleInputs.Update(), i => break_(i.Update), reason, field, value);

    private static TestCaseData Print(RefusalReason reason, string field, string value, Action<UnderlyingPrint> break_) =>
        Case(SampleInputs.Print(), i => break_(i.Print), reason, field, value);

    private static TestCaseData Status(RefusalReason reason, string field, string value, Action<OptionFeedStatus> break_) =>
        Case(SampleInputs.Status(), i => break_(i.Status), reason, field, value);

    private static TestCaseData History(RefusalReason reason, string field, string value, Action<PutCallHistory> break_) =>
        Case(SampleInputs.History(), i => break_(i.PutCallHistory), reason, field, value);

    private static TestCaseData Case(OptionInput input, Action<OptionInput> break_, RefusalReason reason, string field, string value)
    {
        break_(input);
        return new TestCaseData(input, reason, field, value).SetArgDisplayNames(field, value);
    }
}
