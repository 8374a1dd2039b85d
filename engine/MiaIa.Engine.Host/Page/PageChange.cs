using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Pipeline;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Page;

/// <summary>What a watcher is sent, from what it knows and what is so now.</summary>
internal static class PageChange
{
    /// <summary>Everything.</summary>
    internal static PageUpdate Whole(PageMoment now)
    {
        var update = new PageUpdate
        {
            Whole = true,
            MadeUnixNs = now.MadeUnixNs,
            Status = now.Status,
        };
        update.Bars.AddRange(now.Bars.Select(bars => Message(bars, bars.Bars)));
        update.Signal.AddRange(now.Signals);
        update.Fill.AddRange(now.Fills);
        return update;
    }

    /// <summary>What is new. Null when it does not follow on what the watcher knows, so that it needs everything.</summary>
    internal static PageUpdate? Between(PageMoment known, PageMoment now)
    {
        var (signals, fills) = (now.SignalsTold - known.SignalsTold, now.FillsTold - known.FillsTold);
        if (known.Status.Instrument.Count != now.Status.Instrument.Count || signals > now.Signals.Length || fills > now.Fills.Length)
            return null;

        // The instruments that have not changed are left out.
        var status = now.Head();
        var update = new PageUpdate { MadeUnixNs = now.MadeUnixNs, Status = status };
        for (var i = 0; i < now.Status.Instrument.Count; i++)
        {
            if (!now.Status.Instrument[i].Equals(known.Status.Instrument[i]))
                status.Instrument.Add(now.Status.Instrument[i]);
            if (!TryAddBars(update, known.Bars[i].Bars, now.Bars[i]))
                return null;
        }

        update.Signal.AddRange(now.Signals[^(int)signals..]);
        update.Fill.AddRange(now.Fills[^(int)fills..]);
        return update;
    }

    /// <summary>Whether there is anything in it beside that the engine is alive.</summary>
    internal static bool IsNews(PageUpdate update, PageMoment known) =>
        update.Status.Instrument.Count > 0
        || update.Bars.Count > 0
        || update.Signal.Count > 0
        || update.Fill.Count > 0
        || update.Status.Halted != known.Status.Halted
        || update.Status.HaltReason != known.Status.HaltReason;

    private static bool TryAddBars(PageUpdate update, IReadOnlyList<ChartBar> known, PageBars now)
    {
        if (now.Bars.Count == 0)
            return known.Count == 0;
        if (known.Count == 0 || now.Bars[0].StartMillis > known[^1].StartMillis)
            return false;

        var last = known[^1];
        var news = now
            .Bars.Where(bar => bar.StartMillis > last.StartMillis || (bar.StartMillis == last.StartMillis && bar != last))
            .ToArray();
        if (news.Length > 0)
            update.Bars.Add(Message(now, news));
        return true;
    }

    private static MinuteBars Message(PageBars of, IReadOnlyList<ChartBar> bars)
    {
        var message = new MinuteBars
        {
            Instrument = of.Instrument,
            TickSizePoints = of.TickSizePoints,
            TickValueUsd = of.TickValueUsd,
        };
        foreach (var bar in bars)
        {
            message.StartUnixS.Add(bar.StartMillis / 1000);
            message.OpenTicks.Add(bar.Open);
            message.HighTicks.Add(bar.High);
            message.LowTicks.Add(bar.Low);
            message.CloseTicks.Add(bar.Close);
            message.BuyLots.Add((ulong)bar.BuyLots);
            message.SellLots.Add((ulong)bar.SellLots);
            message.VwapTicks.Add((float?)bar.Vwap?.Ticks ?? float.NaN);
            message.VwapDeviationTicks.Add((float?)bar.Vwap?.DeviationTicks ?? float.NaN);
        }

        return message;
    }
}
