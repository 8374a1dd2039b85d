using System.Globalization;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using NodaTime;
using Performance.Options;

namespace Performance.Step;

/// <summary>
/// What options cost the step: a core that reads a chain of 10,000 contracts (an index print a second, VIX a minute, a fit a minute) beside
/// one without options and the bare loop, alternating on the same tape in one run. Means, not medians: a fit falls into one event of
/// ten thousand. Processor time of the process, not the clock: what else the machine does would enter a mean. Fails when the mean with options is above the limit of the whole step, or a byte is allocated.
/// </summary>
internal static class OptionStepMeasurement
{
    private const int Events = 1_000_000;
    private const int Slice = 20_000;
    private const int WarmUp = 300_000;
    private const double RatioMax = 6;
    private const double BasisPoints = 10;

    public static int Run()
    {
        var mix = new EventMix(Events);
        var (full, bytesMax) = (WithPrints(mix.Full), 0L);
        var (loop, plain, core) = (new BareLoop(), new EngineCore(InstrumentOptions.Es), new EngineCore(InstrumentOptions.Es));
        Prepare(core, mix.Full[0]);
        plain.Process(mix.Full[0]);
        GC.Collect();
        double bareMicros = 0, plainMicros = 0, optionMicros = 0, checksum = 0;
        var (at, events, valid) = (0, 0L, 0L);
        for (var first = 1; first + Slice <= Events; first += Slice)
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var i = first; i < first + Slice; i++)
                checksum += loop.Process(mix.Bare[i]);
            var bare = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds;
            start = Environment.CpuUsage.TotalTime;
            for (var i = first; i < first + Slice; i++)
                plain.Process(mix.Full[i]);
            var without = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds;
            var before = GC.GetAllocatedBytesForCurrentThread();
            start = Environment.CpuUsage.TotalTime;
            for (var taken = 0; taken < Slice; at++)
            {
                core.Process(full[at].Event);
                taken += full[at].IsTape ? 1 : 0;
            }

            var with = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds;
            valid += core.State.Readings[0].Reading.IsValid ? 1 : 0;
            if (first < WarmUp)
                continue;
            bytesMax += GC.GetAllocatedBytesForCurrentThread() - before;
            (bareMicros, plainMicros, optionMicros, events) = (bareMicros + bare, plainMicros + without, optionMicros + with, events + Slice);
        }

        return Report(bareMicros, plainMicros, optionMicros, events, valid, bytesMax, checksum);
    }

    private static int Report(double bare, double plain, double options, long events, long valid, long bytes, double checksum)
    {
        var isGood = options / bare <= RatioMax && bytes == 0 && valid > 30;
        double Nanos(double micros) => micros * 1e3 / events;
        Print($"events         {events:N0} of the tape, feature 1 valid at the end of {valid} of {(Events - 1) / Slice} slices");
        Print($"bare loop      {Nanos(bare):0.0} ns of processor time an event, mean");
        Print($"without        {Nanos(plain):0.0} ns, ratio {plain / bare:0.00}");
        Print($"with options   {Nanos(options):0.0} ns, ratio {options / bare:0.00}, limit {RatioMax:0.##}");
        Print($"allocated      {bytes} bytes, limit 0; checksum {checksum:R}");
        Print($"step-options: {(isGood ? "passed" : "FAILED")}");
        return isGood ? 0 : 1;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Prepare(EngineCore core, in MarketEvent first)
    {
        core.Process(first);
        var day = new LocalDate(2023, 6, 29);
        var chain = MadeUpChain.Make(day, 4_390, first.ObservedAt);
        core.Process(OptionEvents.Listed(first.ReceivedAt, new ListedChain(
            IndexSymbol.Spx, ChainSource.Live, 86_400 * UnixNanos.PerSecond,
            [.. chain.Expiries.ToArray().Select(e => new OptionListing(e.Root, e.Date, e.SettlesAt, chain.Strikes.Slice(e.FirstRow, e.RowCount).ToArray()))])));
        var changes = new ChainChanges();
        changes.Begin(IndexSymbol.Spx);
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            changes.Add(new VolatilityChange(contract, chain.ImpliedVolatilities[contract], first.ObservedAt));
            changes.AddOpenInterest(new LotsChange(contract, chain.OpenInterestLots[contract], first.ObservedAt));
            changes.AddVolume(new LotsChange(contract, chain.VolumeLots[contract], first.ObservedAt));
        }

        core.Process(OptionEvents.Updated(first.ReceivedAt, changes));
    }

    /// <summary>The tape with an index print at each new second and VIX at each new minute.</summary>
    private static List<(MarketEvent Event, bool IsTape)> WithPrints(MarketEvent[] tape)
    {
        var events = new List<(MarketEvent, bool)>(tape.Length + 20_000);
        long second = 0;
        double index = 4_390;
        for (var i = 1; i < tape.Length; i++)
        {
            ref readonly var e = ref tape[i];
            index = e.Kind == MarketEventKind.Trade ? (e.Price.Value * 0.25) - BasisPoints : index;
            events.Add((e, true));
            if (e.ObservedAt.Value / UnixNanos.PerSecond <= second)
                continue;
            second = e.ObservedAt.Value / UnixNanos.PerSecond;
            events.Add((Printed(IndexSymbol.Spx, index, e), false));
            if (second % 60 == 0)
                events.Add((Printed(IndexSymbol.Vix, 14, e), false));
        }

        return events;
    }

    private static MarketEvent Printed(IndexSymbol index, double points, in MarketEvent e)
        => OptionEvents.Printed(e.ReceivedAt, new IndexPrint { Index = index, Source = ChainSource.Live, Points = points, At = e.ObservedAt });
}
