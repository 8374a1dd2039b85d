using System.CommandLine;
using MiaIa.Cli.Parsing;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Hosting;

namespace MiaIa.Cli.Engine;

/// <summary><c>miaia journal</c>: looks at an engine's journal, and makes a damaged one usable without losing a byte of it.</summary>
internal static class JournalCommand
{
    public static Command Create() =>
        new("journal", "Look at an engine's journal, or repair it.")
        {
            Create("verify", "Read every record; exit code 1 when something is wrong. Changes nothing.", VerifyAsync),
            Create(
                "repair",
                "Cut what cannot be read and what goes on from it. It is kept beside the journal, and the engine begins halted.",
                RepairAsync
            ),
        };

    private static Command Create(string name, string doc, Func<string, bool, TextWriter, TextWriter, Task<int>> act)
    {
        var directory = new Argument<DirectoryInfo>("directory") { Description = "Journal:Directory of the engine." };
        var json = JsonOutput.CreateOption();
        var command = new Command(name, doc) { directory, json };
        command.SetAction(
            async (parsed, _) =>
            {
                var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                var path = parsed.GetValue(directory)!.FullName;
                if (!Directory.Exists(path))
                {
                    await error.WriteLineAsync($"{PrintableText.From(path)}: there is no such folder");
                    return ExitCodes.BadSettings;
                }

                try
                {
                    return await act(path, parsed.GetValue(json), output, error);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalCorruptException)
                {
                    await error.WriteLineAsync(PrintableText.From(fault.Message, 500));
                    return ExitCodes.Fault;
                }
            }
        );
        return command;
    }

    private static async Task<int> VerifyAsync(string directory, bool isJson, TextWriter output, TextWriter error)
    {
        var reports = JournalCheck.Verify(directory);
        if (reports.Count == 0 && !Directory.EnumerateFiles(directory, "*.journal*").Any())
        {
            // A folder that was mistyped must not look like a journal in order.
            await error.WriteLineAsync($"{PrintableText.From(directory)}: there is no journal in this folder");
            return ExitCodes.BadSettings;
        }

        var unsound = reports.Count(report => !report.IsSound);
        if (isJson)
        {
            await output.WriteLineAsync(JsonOf(reports));
            return unsound == 0 ? ExitCodes.Ok : ExitCodes.Fault;
        }

        foreach (var report in reports)
        {
            var what = report.Header is { } header
                ? $"segment {header.Number}, {Counted.Of(report.Records, "record")}, {report.SoundBytes} of {report.Bytes} bytes sound"
                : "no segment";
            await output.WriteLineAsync($"{PrintableText.From(Path.GetFileName(report.Path))}: {what}");
            if (!report.IsSound)
                await output.WriteLineAsync($"    {PrintableText.From(report.Fault, 500)}");
            foreach (var stretch in report.Unrecorded)
                await output.WriteLineAsync($"    {PrintableText.From(stretch, 500)}");
        }

        await output.WriteLineAsync(
            unsound == 0
                ? $"{Counted.Of(reports.Count, "segment")}, all sound"
                : $"{unsound} of {Counted.Of(reports.Count, "file")} {(unsound == 1 ? "is" : "are")} not sound: miaia journal repair"
        );
        return unsound == 0 ? ExitCodes.Ok : ExitCodes.Fault;
    }

    private static string JsonOf(IReadOnlyList<SegmentReport> reports) =>
        JsonOutput.Of(
            new
            {
                isSound = reports.All(report => report.IsSound),
                segments = reports.Select(report => new
                {
                    file = Path.GetFileName(report.Path),
                    number = report.Header?.Number,
                    report.Records,
                    report.SoundBytes,
                    report.Bytes,
                    report.IsSound,
                    report.Fault,
                    report.Unrecorded,
                }),
            }
        );

    private static async Task<int> RepairAsync(string directory, bool isJson, TextWriter output, TextWriter error)
    {
        if (!JournalLock.TryTake(directory, out var taken))
        {
            await error.WriteLineAsync($"an engine runs on {PrintableText.From(directory)}: stop it first");
            return ExitCodes.SecondInstance;
        }

        // What is cut says what somebody trades, as the journal does.
        PrivateFiles.Only();
        using (taken)
        {
            var done = JournalRepair.Run(directory);
            if (isJson)
            {
                await output.WriteLineAsync(JsonOutput.Of(new { wasChanged = done.Count > 0, done }));
                return ExitCodes.Ok;
            }

            foreach (var line in done)
                await output.WriteLineAsync(PrintableText.From(line, 1000));
            await output.WriteLineAsync(
                done.Count == 0
                    ? "nothing is wrong, nothing was changed"
                    : "the engine begins halted: look at positions and orders, then miaia resume"
            );
            return ExitCodes.Ok;
        }
    }
}
