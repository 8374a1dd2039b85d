using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.Ingress;

/// <summary>For each rule a frame that breaks it and no other, with the field and value that the refusal has to name.</summary>
internal static class BrokenFrames
{
    internal static IEnumerable<TestCaseData> Trades()
    {
        const RefusalReason columns = RefusalReason.UnequalColumns;
        yield return Trade(columns, "trades.price_delta_ticks.length", "2", t => t.PriceDeltaTicks.RemoveAt(2));
        yield return Trade(columns, "trades.volume_lots.length", "4", t => t.VolumeLots.Add(1));
        yield return Trade(columns, "trades.aggressor.length", "0", t => t.Aggressor.Clear());
        yield return Trade(columns, "trades.bid_offset_ticks.length", "2", t => t.BidOffsetTicks.RemoveAt(0));
        yield return Trade(columns, "trades.ask_offset_ticks.length", "2", t => t.AskOffsetTicks.RemoveAt(0));
        yield return Trade(columns, "trades.group.length", "2", t => t.Group.RemoveAt(0));
        yield return Case(RefusalReason.BadCount, "trades.time_delta_us.length", "0", SampleFrames.Trades(trades: 0));
        yield return Case(RefusalReason.BadCount, "trades.time_delta_us.length", "4097", SampleFrames.Trades(trades: 4097));
        yield return Trade(RefusalReason.BadTime, "trades.base_unix_us", "0", t => t.BaseUnixUs = 0);
        yield return Trade(RefusalReason.BadTime, "trades.base_unix_us", "1703545200000000000", t => t.BaseUnixUs *= 1000);
        yield return Trade(RefusalReason.BadTime, "trades.time_delta_us[0]", "1", t => t.TimeDeltaUs[0] = 1);
        yield return Trade(RefusalReason.BadTime, "trades.time_delta_us[1]", "-3600000001", t => t.TimeDeltaUs[1] = -3_600_000_001);
        yield return Trade(RefusalReason.BadTime, "trades.time_delta_us[2]", "9223372036854775807", t => t.TimeDeltaUs[2] = long.MaxValue);
        yield return Trade(RefusalReason.BadTime, "trades.time_delta_us[2]", "-9223372036854775808", t => t.TimeDeltaUs[2] = long.MinValue);
        yield return Trade(RefusalReason.BadPrice, "trades.base_price_ticks", "0", t => t.BasePriceTicks = 0);
        yield return Trade(RefusalReason.BadPrice, "trades.base_price_ticks", "-19240", t => t.BasePriceTicks = -19_240);
        yield return Trade(RefusalReason.BadPrice, "trades.base_price_ticks", "2147483647", t => t.BasePriceTicks = int.MaxValue);
        yield return Trade(RefusalReason.BadPrice, "trades.price_delta_ticks[0]", "1", t => t.PriceDeltaTicks[0] = 1);
        yield return Trade(RefusalReason.BadPrice, "trades.price_delta_ticks[1]", "-19240", t => t.PriceDeltaTicks[1] = -19_240);
        yield return Trade(RefusalReason.BadPrice, "trades.price_delta_ticks[2]", "2147483647", t => t.PriceDeltaTicks[2] = int.MaxValue);
        yield return Trade(RefusalReason.BadPrice, "trades.bid_offset_ticks[1]", "-19241", t => t.BidOffsetTicks[1] = -19_241);
        yield return Trade(RefusalReason.BadPrice, "trades.ask_offset_ticks[1]", "2147483647", t => t.AskOffsetTicks[1] = int.MaxValue);
        yield return Trade(RefusalReason.BadVolume, "trades.volume_lots[1]", "0", t => t.VolumeLots[1] = 0);
        yield return Trade(RefusalReason.BadVolume, "trades.volume_lots[2]", "1000001", t => t.VolumeLots[2] = 1_000_001);
        yield return Trade(RefusalReason.BadEnum, "trades.aggressor[0]", "0", t => t.Aggressor[0] = Aggressor.Unspecified);
        yield return Trade(RefusalReason.BadEnum, "trades.aggressor[2]", "3", t => t.Aggressor[2] = (Aggressor)3);
        yield return Trade(RefusalReason.BadEnum, "trades.group[1]", "7", t => t.Group[1] = (PrintGroup)7);
    }

    internal static IEnumerable<TestCaseData> Depths()
    {
        const RefusalReason columns = RefusalReason.UnequalColumns;
        yield return Depth(RefusalReason.BadTime, "depth.observed_unix_us", "-1", d => d.ObservedUnixUs = -1);
        yield return Depth(columns, "depth.bid_lots.length", "9", d => d.BidLots.RemoveAt(9));
        yield return Depth(columns, "depth.bid_orders.length", "9", d => d.BidOrders.RemoveAt(9));
        yield return Depth(columns, "depth.ask_lots.length", "9", d => d.AskLots.RemoveAt(0));
        // The price of a level without one lies a tick further, so that it is a level too many.
        yield return Depth(RefusalReason.BadCount, "depth.ask_price_ticks.length", "11", d => d.AskLots.Add(1));
        yield return Depth(columns, "depth.ask_orders.length", "0", d => d.AskOrders.Clear());
        yield return Case(RefusalReason.BadCount, "depth.bid_price_ticks.length", "11", SampleFrames.Depth(levels: 11));
        yield return Depth(RefusalReason.BadPrice, "depth.bid_price_ticks[9]", "0", d => d.BidPriceTicks[9] = 0);
        yield return Depth(RefusalReason.BadPrice, "depth.ask_price_ticks[9]", "10000001", d => d.AskPriceTicks[9] = 10_000_001);
        yield return Depth(RefusalReason.LevelsNotMonotone, "depth.bid_price_ticks[1]", "19240", d => d.BidPriceTicks[1] = 19_240);
        yield return Depth(RefusalReason.LevelsNotMonotone, "depth.ask_price_ticks[3]", "19243", d => d.AskPriceTicks[3] = 19_243);
        yield return Depth(RefusalReason.BadVolume, "depth.bid_lots[0]", "0", d => d.BidLots[0] = 0);
        yield return Depth(RefusalReason.BadVolume, "depth.ask_lots[0]", "2147483647", d => d.AskLots[0] = int.MaxValue);
        yield return Depth(RefusalReason.BadVolume, "depth.bid_orders[4]", "1000001", d => d.BidOrders[4] = 1_000_001);
        yield return Depth(RefusalReason.BadVolume, "depth.ask_orders[4]", "4294967295", d => d.AskOrders[4] = uint.MaxValue);
    }

    internal static IEnumerable<TestCaseData> Others() =>
        BarsAndPatterns().Concat(StudyValues()).Concat(Reports()).Concat(BrokenOrders.All());

    private static IEnumerable<TestCaseData> BarsAndPatterns()
    {
        yield return Bar(RefusalReason.BadTime, "bar_close.start_unix_us", "1", b => b.StartUnixUs = 1);
        yield return Bar(RefusalReason.OutOfRange, "bar_close.period_seconds", "604801", b => b.PeriodSeconds = 604_801);
        yield return Bar(RefusalReason.BadPrice, "bar_close.low_ticks", "0", b => b.LowTicks = 0);
        yield return Bar(RefusalReason.BadPrice, "bar_close.high_ticks", "19237", b => b.HighTicks = 19_237);
        yield return Bar(RefusalReason.BadPrice, "bar_close.open_ticks", "19245", b => b.OpenTicks = 19_245);
        yield return Bar(RefusalReason.BadPrice, "bar_close.close_ticks", "19237", b => b.CloseTicks = 19_237);
        yield return Bar(RefusalReason.BadVolume, "bar_close.bid_volume_lots", "101", b => b.BidVolumeLots = 101);
        yield return Bar(
            RefusalReason.BadVolume,
            "bar_close.ask_volume_lots",
            "18446744073709551615",
            b => b.AskVolumeLots = ulong.MaxValue
        );
        yield return Bar(RefusalReason.BadVolume, "bar_close.trades", "101", b => b.Trades = 101);
        yield return Pattern(RefusalReason.BadName, "pattern.name", "\"\"", p => p.Name = "");
        yield return Pattern(RefusalReason.BadName, "pattern.name", "\"Head Fake\"", p => p.Name = "Head Fake");
        yield return Pattern(RefusalReason.BadEnum, "pattern.direction", "0", p => p.Direction = Direction.Unspecified);
        yield return Pattern(RefusalReason.NotFinite, "pattern.strength", "NaN", p => p.Strength = double.NaN);
        yield return Pattern(RefusalReason.OutOfRange, "pattern.strength", "1.5", p => p.Strength = 1.5);
        yield return Pattern(RefusalReason.OutOfRange, "pattern.strength", "-0.1", p => p.Strength = -0.1);
        yield return Pattern(RefusalReason.NotFinite, "pattern.strength", "Infinity", p => p.Strength = double.PositiveInfinity);
        yield return Pattern(RefusalReason.BadName, "pattern.name", $"\"{new string('n', 64)}…\"", p => p.Name = new string('n', 65));
        yield return Pattern(RefusalReason.BadTime, "pattern.observed_unix_us", "5", p => p.ObservedUnixUs = 5);
    }

    private static IEnumerable<TestCaseData> StudyValues()
    {
        yield return Values(RefusalReason.BadCount, "study_values.name.length", "0", v => v.Name.Clear());
        yield return Values(
            RefusalReason.BadCount,
            "study_values.name.length",
            "33",
            v =>
            {
                v.Name.AddRange(Enumerable.Range(0, 31).Select(i => $"name {i}"));
                v.Value.AddRange(new double[31]);
            }
        );
        yield return Values(
            RefusalReason.BadName,
            "study_values.name[1]",
            $"\"{new string('n', 64)}…\"",
            v => v.Name[1] = new string('n', 65)
        );
        yield return Values(RefusalReason.BadName, "study_values.name[0]", "\"\"", v => v.Name[0] = "");
        yield return Values(RefusalReason.NotFinite, "study_values.value[0]", "NaN", v => v.Value[0] = double.NaN);
        yield return Values(RefusalReason.BadTime, "study_values.observed_unix_us", "5", v => v.ObservedUnixUs = 5);
        yield return Values(RefusalReason.UnequalColumns, "study_values.value.length", "1", v => v.Value.RemoveAt(0));
        yield return Values(RefusalReason.NotFinite, "study_values.value[1]", "Infinity", v => v.Value[1] = double.PositiveInfinity);
        yield return Values(RefusalReason.BadName, "study_values.name[0]", "\"a\\u000ab\"", v => v.Name[0] = "a\nb");
        yield return Values(RefusalReason.BadName, "study_values.name[1]", "\"vix\"", v => v.Name[1] = "vix");
    }

    private static IEnumerable<TestCaseData> Reports()
    {
        var gap = SampleFrames.Gap(9, 3);
        yield return Case(RefusalReason.BadGap, "gap.first_counter", "9", gap);
        var misplaced = SampleFrames.Gap(3, 9);
        misplaced.Counter = 8;
        yield return Case(RefusalReason.BadGap, "gap.last_counter", "9", misplaced);
        var heartbeat = SampleFrames.Heartbeat();
        heartbeat.Heartbeat.Latency[0].P99Us = double.NaN;
        yield return Case(RefusalReason.NotFinite, "heartbeat.latency.p99_us", "NaN", heartbeat);
    }

    private static TestCaseData Trade(RefusalReason reason, string field, string value, Action<TradeBatch> break_)
    {
        var frame = SampleFrames.Trades();
        break_(frame.Trades);
        return Case(reason, field, value, frame);
    }

    private static TestCaseData Depth(RefusalReason reason, string field, string value, Action<DepthSnapshot> break_)
    {
        var frame = SampleFrames.Depth();
        break_(frame.Depth);
        return Case(reason, field, value, frame);
    }

    private static TestCaseData Bar(RefusalReason reason, string field, string value, Action<BarClose> break_)
    {
        var frame = SampleFrames.Bar();
        break_(frame.BarClose);
        return Case(reason, field, value, frame);
    }

    private static TestCaseData Pattern(RefusalReason reason, string field, string value, Action<Pattern> break_)
    {
        var frame = SampleFrames.Pattern();
        break_(frame.Pattern);
        return Case(reason, field, value, frame);
    }

    private static TestCaseData Values(RefusalReason reason, string field, string value, Action<StudyValues> break_)
    {
        var frame = SampleFrames.Values();
        break_(frame.StudyValues);
        return Case(reason, field, value, frame);
    }

    internal static TestCaseData Case(RefusalReason reason, string field, string value, StudyFrame frame) =>
        new TestCaseData(frame, reason, field, value).SetArgDisplayNames(field, value);
}
