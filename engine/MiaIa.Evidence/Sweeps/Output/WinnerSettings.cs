using System.Globalization;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Evidence.Work;
using MiaIa.Hosting.Settings;
using MiaIa.Reports.Output;

namespace MiaIa.Evidence.Sweeps.Output;

/// <summary>
/// The settings of each winner as a file, <c>winner-1.settings.json</c> and so on in their order: with it a backtest has the very signals of the set. In
/// it is what the plan names, and what else differs from the built-in settings, those that the sweep was given among it.
/// </summary>
internal static class WinnerSettings
{
    private const string Ending = ".settings.json";

    /// <summary>Writes them; those of an earlier result go.</summary>
    /// <param name="folder">Of the result.</param>
    /// <param name="result">The result.</param>
    /// <param name="plan">By which it was made.</param>
    /// <param name="design">The plan's sets.</param>
    /// <returns>The result, each winner with the name of its file, or with the reason why there is none.</returns>
    /// <exception cref="IOException">A file cannot be written or removed.</exception>
    internal static SweepResult Write(string folder, SweepResult result, SweepPlan plan, SetDesign design)
    {
        foreach (var old in Directory.EnumerateFiles(folder, $"winner-*{Ending}"))
            File.Delete(old);
        return result with { Winners = [.. result.Winners.Select(With)] };

        WinnerResult With(WinnerResult winner, int place)
        {
            var at = design.PlaceOf(winner.Result.Set);
            (string, double)[] values = [.. plan.Parameters.Select((parameter, i) => (parameter.Name, design.Values[at][i]))];
            try
            {
                var said = SetSettings.Of(plan.Instrument, design.Sets[at], values);
                var settings = DaySettings.Read(plan.SettingsPath, said);
                // What the plan names is said also where it is as built in: who copies it may have set it otherwise.
                var text = SettingsJson.Changes(settings, [.. said.Select(one => one.Split('=')[0])]);
                var name = string.Create(CultureInfo.InvariantCulture, $"winner-{place + 1}{Ending}");
                var path = Path.Combine(folder, name);
                AtomicFile.Write(path, $"{Head(winner, place, result)}{text}\n");
                return winner with { Settings = name };
            }
            catch (EvidenceException e)
            {
                return winner with { SettingsRefused = e.Message.ReplaceLineEndings("; ") };
            }
        }
    }

    private static string Head(WinnerResult winner, int place, SweepResult result) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            // Set {winner.Result.Set} of {result.Instrument}, place {place + 1} of {Counted.Of(
                result.SetsTried,
                "set"
            )}; sweep.html says whether luck makes as much of so many.
            // All that the plan names, and what else differs from the built-in settings. miaia backtest --settings takes this file as it is; for the
            // engine copy what you want into its appsettings.json. CoverageFloor is one for all instruments. Secrets are not in it.

            """
        );
}
