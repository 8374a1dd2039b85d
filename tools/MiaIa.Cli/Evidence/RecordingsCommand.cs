using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Risk;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Work;
using MiaIa.Hosting;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia data index</c>: what a folder of recordings holds, and which days can be played.</summary>
internal sealed class RecordingsCommand
{
    private readonly Argument<DirectoryInfo> _folder = new("folder")
    {
        Description = "Holds .scid, .depth and exports of bars; folders below it too.",
    };
    private readonly Option<DirectoryInfo?> _chains = new("--chains")
    {
        Description = "Holds Cboe quote tables, and VIX or VXN closes; without it no options are looked for.",
    };
    private readonly Option<FrontRule> _front = CreateFront();
    private readonly Option<int> _rollDays = CreateRollDays();
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public static Command Create()
    {
        var data = new RecordingsCommand();
        var index = new Command(
            "index",
            """
            Read every recording in a folder and say which trading days can be played, and why others cannot.

            Examples:
              miaia data index C:\SierraChart\Data
              miaia data index recordings --chains tables --front volume --json
            """
        )
        {
            data._folder,
            data._chains,
            data._front,
            data._rollDays,
            data._json,
        };
        data._folder.AcceptExistingOnly();
        index.SetAction(data.RunAsync);
        return new Command("data", "Recordings.") { index };
    }

    /// <summary>How a day's contract is chosen.</summary>
    internal static Option<FrontRule> CreateFront() =>
        new("--front")
        {
            Description = "The day's contract: by the exchange's calendar, or the one with more volume on the day before.",
            DefaultValueFactory = _ => FrontRule.Calendar,
        };

    /// <summary>From when the calendar prefers the next contract.</summary>
    internal static Option<int> CreateRollDays() =>
        Arguments.Number(
            "--roll-days",
            "Days before a contract's last from which the calendar takes the next one.",
            new RiskOptions().RollDays,
            1,
            30
        );

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var output = parsed.InvocationConfiguration.Output;
        return EvidenceEnding.OfAsync(
            parsed,
            "Stopped on request.",
            async () =>
            {
                if (parsed.GetValue(_chains) is { Exists: false } missing)
                    throw new EvidenceException($"--chains = {missing.FullName}: there is no such folder");
                var calendar = new TradingDays();
                var files = RecordingFiles.Read(
                    parsed.GetValue(_folder)!.FullName,
                    parsed.GetValue(_chains)?.FullName,
                    calendar,
                    cancellation
                );
                var index = RecordingIndex.Of(files, parsed.GetValue(_front), parsed.GetValue(_rollDays), calendar);
                foreach (var line in parsed.GetValue(_json) ? [JsonOutput.Of(index)] : RecordingsText.Lines(index))
                    await output.WriteLineAsync(line);
                return files.Unread.Count == 0 ? ExitCodes.Ok : ExitCodes.Fault;
            }
        );
    }
}
