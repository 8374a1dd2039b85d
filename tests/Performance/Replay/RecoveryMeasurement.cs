using System.Diagnostics;
using System.Globalization;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Replay.Tests;
using MiaIa.SierraFiles.Synthetic;

namespace Performance.Replay;

/// <summary>
/// A start on the journal of a whole day, in a process of its own each time: nothing is compiled yet, as at a start after a crash. Timed by the
/// wall, and by the processor time of the process, so that other programs on the machine do not count; the limit is for the latter.
/// </summary>
internal static class RecoveryMeasurement
{
    private const int Starts = 5;
    private const double SecondsMax = 2;

    // The floor lets signals be born of the market alone, so that the day has verdicts, orders, fills and ghosts, all on paper.
    private static readonly EngineOptions Options = EngineOptions.From(new EngineSettings { CoverageFloor = 0.30 });

    /// <summary>Writes the journal, and starts on it.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("miaia-recovery-");
        try
        {
            var journal = Directory.CreateDirectory(System.IO.Path.Combine(folder.FullName, "journal")).FullName;
            var (tape, _) = SessionTape.Of(SyntheticSession.Write(folder.FullName, seed: 1, SyntheticSession.RegularMinutes));
            using (var maker = new JournalMaker(journal, Options, tape[0].ReceivedAt.Value, contract: "Z26_FUT_CME"))
            {
                foreach (ref readonly var e in tape.AsSpan())
                    maker.Add(e);
            }

            var seconds = new List<double>();
            for (var start = 0; start < Starts; start++)
                seconds.Add(await StartAsync(journal, tape[^1].ReceivedAt.Value));

            seconds.Sort();
            var isGood = seconds[Starts / 2] <= SecondsMax;
            var size = new FileInfo(Directory.GetFiles(journal).Single()).Length >> 20;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"recovery   {size} MB, {tape.Length:N0} events: {seconds[0]:0.00} to {seconds[^1]:0.00} s, median {seconds[Starts / 2]:0.00} s, limit {SecondsMax} s: {(isGood ? "passed" : "FAILED")}"
                )
            );
            return isGood ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One start, in this process; writes the seconds it took.</summary>
    public static int StartOnce(string journal, string nowUnixNs)
    {
        var traded = new Traded();
        var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var recovery = JournalRecovery.Read(journal, Options, traded, long.Parse(nowUnixNs, CultureInfo.InvariantCulture));
        var (took, cpu) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - used);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{cpu.TotalSeconds:0.000} s of the processor, {took.TotalSeconds:0.000} s by the wall, {recovery.Totals.Records} records, {traded.Verdicts} verdicts, {traded.Intents} intents, {traded.Fills} fills"
            )
        );
        return 0;
    }

    /// <summary>What the journal's day brought about.</summary>
    private sealed class Traded : IDecisionSink
    {
        internal int Verdicts { get; private set; }

        internal int Intents { get; private set; }

        internal int Fills { get; private set; }

        public void Decided(InstrumentEngine instrument, ReadOnlySpan<MiaIa.Engine.Signals.Decision> decisions)
        {
            // Only what follows from signals is counted.
        }

        void IDecisionSink.Traded(InstrumentEngine instrument)
        {
            var trading = instrument.Core.Trading;
            Verdicts += trading.Verdicts.Length;
            Intents += trading.Intents.Length;
            Fills += trading.Fills.Length;
        }
    }

    private static async Task<double> StartAsync(string journal, long nowUnixNs)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Started by `dotnet Performance.dll` or by the program itself.
        if (System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(RecoveryMeasurement).Assembly.Location);
        start.ArgumentList.Add("start-once");
        start.ArgumentList.Add(journal);
        start.ArgumentList.Add(nowUnixNs.ToString(CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Console.WriteLine($"           {line.Trim()}");
        return double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
