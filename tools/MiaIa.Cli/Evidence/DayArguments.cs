using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary>Which recorded days a command takes, by which settings, and how its faults are told.</summary>
internal sealed class DayArguments
{
    private readonly Option<DirectoryInfo> _data = new("--data") { Description = "Recordings: .scid and .depth.", Required = true };
    private readonly Option<DateOnly> _from = Day("--from", "The first trading day, such as 2026-01-02.");
    private readonly Option<DateOnly> _to = Day("--to", "The last trading day.");
    private readonly Option<DirectoryInfo?> _chains = new("--chains")
    {
        Description = "Cboe quote tables, and VIX or VXN closes; without it the features of options are not ready.",
    };
    private readonly Option<FileInfo?> _settings = Arguments.ExistingFile(
        "--settings",
        "The engine's appsettings.json; without it its defaults."
    );
    private readonly Option<string?> _instrument = new("--instrument") { Description = "Where recordings of several are in the folder." };
    private readonly Option<FrontRule> _front = RecordingsCommand.CreateFront();
    private readonly Option<int> _rollDays = RecordingsCommand.CreateRollDays();
    private readonly Option<int> _warmUp = Arguments.Number(
        "--warm-up",
        "Trading days before each that are played first, so that averages have their history.",
        DayRun.WarmUpDaysDefault,
        0,
        60
    );

    public void AddTo(Command command)
    {
        Option[] all = [_data, _from, _to, _chains, _settings, _instrument, _front, _rollDays, _warmUp];
        foreach (var option in all)
            command.Options.Add(option);
        _data.AcceptExistingOnly();
        _instrument.AcceptOnlyFromAmong("ES", "MES", "NQ", "MNQ");
        command.AddRule(result =>
        {
            if (result.GetValue(_from) > result.GetValue(_to))
                result.AddError("--from lies behind --to");
            if (result.GetValue(_chains) is { Exists: false } missing)
                result.AddError($"--chains = {missing.FullName}: there is no such folder");
        });
    }

    public string DataFolder(ParseResult parsed) => parsed.GetRequiredValue(_data).FullName;

    public DateOnly From(ParseResult parsed) => parsed.GetValue(_from);

    public DateOnly To(ParseResult parsed) => parsed.GetValue(_to);

    public int WarmUp(ParseResult parsed) => parsed.GetValue(_warmUp);

    /// <summary>Empty = the defaults.</summary>
    public string SettingsPath(ParseResult parsed) => parsed.GetValue(_settings)?.FullName ?? "";

    /// <exception cref="EvidenceException">They are not sound.</exception>
    public EngineOptions Options(ParseResult parsed) => DaySettings.Of(SettingsPath(parsed));

    /// <summary>The days in the folder, or in another one in its place.</summary>
    /// <exception cref="EvidenceException">None can be played, or it is not clear of which instrument.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public RecordedDays Read(ParseResult parsed, string? ofBars, CancellationToken cancellation) =>
        RecordedDays.Of(
            new(ofBars ?? DataFolder(parsed), parsed.GetValue(_chains)?.FullName)
            {
                From = From(parsed),
                To = To(parsed),
                Instrument = parsed.GetValue(_instrument),
                Front = parsed.GetValue(_front),
                RollDays = parsed.GetValue(_rollDays),
                NeedsDepth = ofBars is null,
            },
            cancellation
        );

    /// <summary>Does something; false ends with <see cref="ExitCodes.Fault"/>.</summary>
    public static Task<int> RunAsync(ParseResult parsed, Func<TextWriter, Task<bool>> act) =>
        EvidenceEnding.OfAsync(
            parsed,
            "Stopped on request; what is done stays done.",
            async () => await act(parsed.InvocationConfiguration.Output) ? ExitCodes.Ok : ExitCodes.Fault
        );

    /// <summary>A date as it is written everywhere here.</summary>
    private static Option<DateOnly> Day(string name, string doc) =>
        new(name)
        {
            Description = doc,
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    return day;
                result.AddError($"{name} = '{text}': a date such as 2026-01-02");
                return default;
            },
        };
}
