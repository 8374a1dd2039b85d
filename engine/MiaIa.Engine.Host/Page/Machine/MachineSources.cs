using MiaIa.Engine.Host.Places;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Logs;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Host.Page.Machine;

/// <summary>What the view System reads beside the runner.</summary>
internal sealed class MachineSources
{
    private const int LogLinesMax = 4096;
    private readonly ProgramLog? _log;

    /// <summary>Of a program with its settings and its log.</summary>
    /// <param name="settings">In force.</param>
    /// <param name="log">The program's log; null = there is no program around the engine.</param>
    internal MachineSources(EngineSettings settings, ProgramLog? log)
    {
        _log = log;
        var secrets = log?.Secrets ?? new SecretTexts();
        foreach (var account in settings.Trading.LiveAccounts)
            secrets.Hide(account);
        Places = WrittenPlace.Of(settings);
        Settings = [.. ShownSetting.Of(settings).Select(one => one with { Value = secrets.Without(one.Value) })];
    }

    /// <summary>The settings, with every account masked.</summary>
    internal IReadOnlyList<ShownSetting> Settings { get; }

    /// <summary>Where the engine writes.</summary>
    internal IReadOnlyList<WrittenPlace> Places { get; }

    /// <summary>Lines of the log that wait to be written, the most that may, and those that were dropped.</summary>
    internal (int Waiting, int Limit, long Dropped) LogQueue => (_log?.LinesWaiting ?? 0, LogLinesMax, _log?.LinesDropped ?? 0);

    /// <summary>The log's lines after one that is known.</summary>
    internal IReadOnlyList<TailLine> LogAfter(long number) => _log?.Tail.After(number) ?? [];
}
