using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Evidence.Backtest;

/// <summary>The settings that days are played by, through the engine's own reader.</summary>
public static class DaySettings
{
    // How the reader calls what is given beside file and environment.
    private const string CommandLine = "the command line";

    /// <summary>The options of a settings file, or of the defaults where the path is empty.</summary>
    /// <param name="path">Of the file; the environment is left alone.</param>
    /// <param name="over">
    /// Settings of a plan that lie over the file's, such as <c>Instruments:ES:LargePrintLots=50</c>; none where it is left out.
    /// </param>
    /// <exception cref="EvidenceException">They are not sound; the message says of each what is allowed.</exception>
    public static EngineOptions Of(string path, IReadOnlyList<string>? over = null) => EngineOptions.From(Read(path, over));

    /// <summary>The settings themselves.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    /// <inheritdoc cref="Of" path="/exception"/>
    internal static EngineSettings Read(string path, IReadOnlyList<string>? over = null)
    {
        var arguments = (over ?? []).Select(setting => "--" + setting);
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, path, new Dictionary<string, string>(), [.. arguments])
        );
        return loaded.Settings ?? throw new EvidenceException(string.Join(Environment.NewLine, loaded.Problems.Select(Named)));

        static SettingProblem Named(SettingProblem problem) =>
            problem.Source == CommandLine ? problem with { Source = "the plan" } : problem;
    }
}
