using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps;
using MiaIa.Evidence.Sweeps.Output;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Reports.Statistics;

namespace Performance.Evidence;

/// <summary>
/// What one process holds when it makes a result of very many sets on very many days: choice, statistics, winners, JSON and page, from files as shards
/// write them. Fails above 1 GB resident. `sets 100000 300` says how many sets and days.
/// </summary>
internal static class SetsMeasurement
{
    private const double Megabyte = 1 << 20;
    private const double MegabytesMax = 1_024;
    private const int SetsDefault = 10_000;
    private const int DaysDefault = 2_500;
    private const int Files = 25;
    private const int TradesADayMax = 4;
    private const string Key = "measured";

    /// <summary>Measures.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        int[] numbers = [.. arguments.Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        var (sets, days) = numbers is [var some, var more] ? (some, more) : (SetsDefault, DaysDefault);
        var folder = Directory.CreateTempSubdirectory("miaia-sets-");
        try
        {
            var began = Stopwatch.GetTimestamp();
            for (var file = 0; file < Files; file++)
                Write(PathOf(folder, file), sets, (ulong)file);
            Print($"{Files} files of {sets} sets: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
            var plan = new SweepPlan(
                "ES",
                SetDesignKind.Random,
                sets,
                1,
                [
                    .. Enumerable
                        .Range(0, FeatureNames.Count)
                        .Select(i => new PlanParameter("weights." + FeatureNames.Of((FeatureId)i), [], 0.02, 0.25)),
                    new("stop_ticks", [6, 8, 10], 0, 0),
                ]
            );
            _ = plan.Versions(InstrumentOptions.Es, days, 5_000);
            var kept = Enumerable
                .Range(0, days)
                .Select(day => new KeptDay(new DateOnly(2016, 1, 1).AddDays(day), () => throw new NotSupportedException(), () => []));
            began = Stopwatch.GetTimestamp();
            var sweep = new MiaIa.Evidence.Sweeps.Sweep(plan, InstrumentOptions.Es, KeptVersions.Of([.. kept]), new FromFiles(folder));
            var result = await sweep.RunAsync(CancellationToken.None);
            var json = SweepFiles.Write(folder.FullName, result!);
            Print(
                $"result     {sets} sets on {days} days, {result!.Sets.Sum(set => set.Won.Count):N0} trades: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {new FileInfo(json).Length / Megabyte:0} MB of JSON"
            );
            using var self = Process.GetCurrentProcess();
            var peak = self.PeakWorkingSet64 / Megabyte;
            Print($"process    at most {peak:0} MB resident, limit {MegabytesMax:0}");
            Print($"sets: {(peak <= MegabytesMax ? "passed" : "FAILED")}");
            return peak <= MegabytesMax ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string PathOf(DirectoryInfo folder, int day) =>
        System.IO.Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"{day % Files}.kept"));

    private static void Write(string path, int sets, ulong seed)
    {
        var random = new RandomBits(seed);
        using var file = File.Create(path);
        SetDayFile.Write(file, Key, [.. Enumerable.Range(0, sets).Select(_ => DayOf(ref random))]);
    }

    private static SetDay DayOf(ref RandomBits random)
    {
        var trades = new SetTrade[random.Below(TradesADayMax)];
        for (var i = 0; i < trades.Length; i++)
        {
            var at = UnixNanos.Trusted(1_700_000_000_000_000_000 + (i * 3_600L * UnixNanos.PerSecond));
            trades[i] = new(at, at, Direction.Long, Tier.Good, 8, random.Below(60_000) - 30_000);
        }

        return new(trades.Length, 0, trades);
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // As many days as are asked for, out of a few files.
    private sealed class FromFiles(DirectoryInfo folder) : ISetTrials
    {
        public Task<SweepTable?> TryAsync(TrialRequest request, CancellationToken cancellation)
        {
            SetDays[] days =
            [
                .. Enumerable.Range(0, request.Days.Count).Select(day => (SetDays)((first, count) => Read(day, first, count))),
            ];
            double[][] features =
            [
                .. days.Select((_, day) => Enumerable.Range(0, FeatureNames.Count).Select(i => Math.Sin(day + i)).ToArray()),
            ];
            return Task.FromResult<SweepTable?>(new(request.Sets.Count, days, features));
        }

        private IEnumerable<SetDay> Read(int day, int first, int count)
        {
            using var file = File.OpenRead(PathOf(folder, day));
            foreach (var one in SetDayFile.Read(file, Key, file.Name, first, count))
                yield return one;
        }
    }
}
