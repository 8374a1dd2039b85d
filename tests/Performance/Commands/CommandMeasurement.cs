using System.Globalization;
using MiaIa.Engine.Accounts;
using MiaIa.Engine.Host;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Tests.Access;
using Performance.Path;
using Serilog.Core;

namespace Performance.Commands;

/// <summary>
/// From an event of the study to the command that answers it, both on the wire: the step, the record, the device and gRPC both ways. The event is
/// an entry of ours that the engine does not know, the command its cancellation: the only one whose every command has one event. An entry's
/// record and command go the same way. In turns with a bare write and sync on the same disk.
/// </summary>
internal static class CommandMeasurement
{
    private const int WarmUp = 200;
    private const int Rounds = 2_000;
    private const double RatioMax = 3;

    /// <summary>Measures on the disk of a folder.</summary>
    /// <param name="rest">The folder; without one the temporary files'.</param>
    public static async Task<int> RunAsync(string[] rest)
    {
        var folder = rest is [var given, ..] ? Directory.CreateDirectory(given) : Directory.CreateTempSubdirectory("miaia-commands-");
        try
        {
            var settings = new EngineSettings
            {
                Port = 0,
                CredentialsFolder = TestAccess.Folder,
                Trading = new TradingSettings { Mode = TradingMode.Sim },
                Journal = new JournalSettings { Directory = System.IO.Path.Combine(folder.FullName, "journal") },
            };
            await using var engine = await EngineServer.StartAsync(settings, Logger.None);
            using var channel = TestAccess.Channel(engine.Address);
            using var study = await AskingStudy.AttachAsync(channel);
            using var bare = new BareSync(System.IO.Path.Combine(folder.FullName, "bare"));
            var (commands, syncs) = (new List<double>(Rounds), new List<double>(Rounds));
            for (var round = -WarmUp; round < Rounds; round++)
            {
                var (command, sync) = (await study.MeasureAsync(), bare.Measure());
                if (round < 0)
                    continue;
                commands.Add(command);
                syncs.Add(sync);
            }

            return Report(commands, syncs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Report(List<double> commands, List<double> syncs)
    {
        var (p50, p99) = (Ratio(commands, syncs, 0.5), Ratio(commands, syncs, 0.99));
        Console.WriteLine($"{Rounds:N0} events, each followed by its command, and as many bare syncs of the same disk in turns");
        Console.WriteLine(Percentiles.Line("command", commands));
        Console.WriteLine(Percentiles.Line("sync", syncs));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"command: p50 {p50:0.00}, p99 {p99:0.00} of the same of a sync, limit p99 {RatioMax}: {(p99 <= RatioMax ? "passed" : "FAILED")}"
            )
        );
        return p99 <= RatioMax ? 0 : 1;
    }

    private static double Ratio(List<double> values, List<double> floor, double share) =>
        Percentiles.At(values, share) / Percentiles.At(floor, share);
}
