using System.Diagnostics;
using MiaIa.Cli.Demo;
using MiaIa.Cli.Engine;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;
using MiaIa.Replay;
using MiaIa.Replay.Exports;
using MiaIa.Replay.Sources;
using MiaIa.V1;

namespace MiaIa.Cli.Replay;

/// <summary>One replay: opens, plays, tells, reports.</summary>
internal static class ReplaySession
{
    /// <exception cref="ReplayException">The input cannot be played.</exception>
    /// <exception cref="IOException">An export cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task PlayAsync(ReplayRequest request, DemoVoice voice, CancellationToken cancellation)
    {
        var (screen, output) = (voice.Screen, voice.Lines);
        var run = new ReplayRun(request.EveryMillis);
        using var source = Open(request, run);
        screen.Say(source.Title);
        var isSynthetic = request.ScidPath is { } path && Path.GetFileName(path).Contains("SYNTHETIC", StringComparison.Ordinal);
        if (isSynthetic)
            screen.Say("SYNTHETIC: made up, nobody ever traded this");
        if (!request.IsQuiet)
            run.SignalTold += signal => Tell(signal, screen, isSynthetic);
        run.Progress += progress =>
            screen.Progress(
                new HostProgress(progress.MarketUnixMicros, progress.Fraction, progress.TradeRecords, progress.Books, progress.Events)
            );
        var began = Stopwatch.GetTimestamp();
        using (var exports = new ExportFiles(request.CsvPath, request.JsonPath))
        {
            exports.AddTo(run);
            await screen.WhileAsync(() => Task.Run(() => source.Play(run, cancellation), CancellationToken.None));
        }

        var took = Stopwatch.GetElapsedTime(began);
        await output.WriteLineAsync();
        foreach (var line in ReplayReport.Lines(source, run, took))
            await output.WriteLineAsync(line);
        foreach (var export in new[] { request.CsvPath, request.JsonPath }.OfType<string>())
            await output.WriteLineAsync($"readings every {request.EveryMillis} ms: {export}");
        await voice.EndAsync(() => ReplayOutcome.Json(source, run, took, isSynthetic));
    }

    private static IReplaySource Open(ReplayRequest request, ReplayRun run)
    {
        var options = Options(request);
        return request.JournalPath is { } journal
            ? JournalSource.Open(journal, options, run)
            : SierraSource.Open(
                new SierraSelection(request.ScidPath!, options)
                {
                    DepthPaths = request.DepthPaths,
                    ChainPath = request.ChainPath,
                    BasisPoints = request.BasisPoints,
                    VolatilityPercent = request.VolatilityPercent,
                    Instrument = request.Instrument,
                    PriceMultiplier = request.PriceMultiplier,
                    FromUnixMicros = request.FromUnixMicros,
                    ToUnixMicros = request.ToUnixMicros,
                },
                run
            );
    }

    /// <exception cref="ReplayException">The settings are not sound.</exception>
    public static EngineOptions Options(ReplayRequest request)
    {
        var arguments = request.CoverageFloor is { } floor ? new[] { FormattableString.Invariant($"--CoverageFloor={floor:R}") } : [];
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(ProgramSections.Engine, request.SettingsPath ?? "", new Dictionary<string, string>(), arguments)
        );
        return loaded.Settings is { } settings
            ? EngineOptions.From(settings)
            : throw new ReplayException(string.Join(Environment.NewLine, loaded.Problems));
    }

    private static void Tell(Signal signal, IPlayScreen screen, bool isSynthetic)
    {
        screen.Say((isSynthetic ? "[SYNTHETIC] " : "") + StateText.Line(signal));
        if (signal.Event != SignalEvent.Born)
            return;
        foreach (var line in ExplanationText.Lines(signal))
            screen.Say("    " + line);
    }

    /// <summary>The files that were asked for; all are closed whatever happens.</summary>
    private sealed class ExportFiles : IDisposable
    {
        private readonly List<IReadingExport> _open = [];

        public ExportFiles(string? csvPath, string? jsonPath)
        {
            if (csvPath is not null)
                _open.Add(new CsvExport(csvPath));
            if (jsonPath is not null)
                _open.Add(new JsonExport(jsonPath));
        }

        public void AddTo(ReplayRun run) => _open.ForEach(run.AddExport);

        public void Dispose() => _open.ForEach(export => export.Dispose());
    }
}
