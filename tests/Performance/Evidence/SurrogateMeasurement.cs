using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Features;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Kept;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Sweeps.Surrogates;
using MiaIa.Reports.Statistics;

namespace Performance.Evidence;

/// <summary>
/// What surrogates hold in memory over 60 and over 250 whole trading days, which are made up when they are asked for. Fails where many days hold more
/// than half as much again as few, or the process is above 1 GB.
/// </summary>
internal static class SurrogateMeasurement
{
    private const int Few = 60;
    private const int Many = 250;
    private const int SecondsADay = 23 * 3600;
    private const int SecondsACall = 7_200;
    private const double Megabyte = 1 << 20;
    private const double MegabytesMax = 1_024;
    private const double GrowthMax = 1.5;

    /// <summary>Measures.</summary>
    public static int Run()
    {
        var (few, many) = (Held(Few), Held(Many));
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64 / Megabyte;
        Print($"process    at most {peak:0} MB resident, limit {MegabytesMax:0}");
        var isHeld = many <= few * GrowthMax && peak <= MegabytesMax;
        Print($"surrogate: {(isHeld ? "passed" : "FAILED")}");
        return isHeld ? 0 : 1;
    }

    private static double Held(int count)
    {
        var most = 0L;
        var days = Enumerable.Range(0, count).Select(day => new KeptDay(new DateOnly(2024, 1, 1).AddDays(day), () => Next(day), () => []));
        var weights = new double[FeatureNames.Count];
        weights[0] = 1;
        var es = InstrumentOptions.Es;
        var one = es with { Confluence = es.Confluence with { Weights = weights } };
        var clock = Stopwatch.StartNew();
        var plan = SweepPlan.AsSet("ES") with { Surrogates = 99 };
        var results = SurrogateResult.Of(plan, one, 0, [.. days], CancellationToken.None);
        Print(
            $"memory     {count} days of {SecondsADay / 3600} hours, {results[0].Trades} trades, {plan.Surrogates} surrogates of each kind: at most {most / Megabyte:0} MB alive, {clock.Elapsed.TotalSeconds:0} s"
        );
        return most;

        SecondGrid Next(int day)
        {
            var grid = GridOf(day);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            return grid;
        }
    }

    // A feature that calls now and then, and a price that wanders.
    private static SecondGrid GridOf(int day)
    {
        var grid = new SecondGrid(1_700_000_000 + (day * 86_400L), SecondsADay);
        var random = new RandomBits((ulong)day);
        var price = 20_000;
        for (var i = 0; i < grid.Count; i++)
        {
            price += random.Below(3) - 1;
            grid.Masks[i] = (1 << FeatureNames.Count) - 1;
            grid.Conditions[i] = (byte)(SignalConditions.Fresh | SignalConditions.MayBear | SignalConditions.LevelsStand);
            (grid.Last[i], grid.High[i], grid.Low[i]) = (price, price, price);
            (grid.Bid[i], grid.Ask[i]) = (price, price + 1);
            grid.Values[0][i] = i % SecondsACall < 20 ? 0.3 : 0;
        }

        return grid;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
