using System.CommandLine;
using System.Diagnostics;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Replay;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Hosting;
using MiaIa.Projections;
using MiaIa.Replay;
using Microsoft.Data.Sqlite;

namespace MiaIa.Cli.Projections;

/// <summary><c>miaia project</c>: makes the database of trades from a journal, or brings it up to date.</summary>
internal static class ProjectCommand
{
    private const int RecordsATime = 20_000;

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var journal = new Option<DirectoryInfo>("--journal") { Description = "Journal:Directory of the engine.", Required = true };
        var database = new Option<FileInfo>("--database")
        {
            Description = "The SQLite file; it is made where there is none.",
            Required = true,
        };
        var settings = Arguments.ExistingFile(
            "--settings",
            "The engine's appsettings.json; without it its defaults. They decide where a chain of the journal does not say its settings."
        );
        var json = JsonOutput.CreateOption();
        var rebuild = new Option<bool>("--rebuild") { Description = "Remove all rows first and make them anew." };
        var command = new Command(
            "project",
            "Make the SQLite database of signals, orders and trades from a journal, or bring it up to date. It ends at the journal's end."
        )
        {
            journal,
            database,
            settings,
            rebuild,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                RunAsync(
                    parsed.GetValue(journal)!.FullName,
                    parsed.GetValue(database)!.FullName,
                    parsed.GetValue(settings)?.FullName,
                    parsed.GetValue(rebuild),
                    parsed.GetValue(json),
                    parsed.InvocationConfiguration.Output,
                    parsed.InvocationConfiguration.Error,
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string journal,
        string database,
        string? settings,
        bool isAnew,
        bool isJson,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation
    )
    {
        if (!Directory.Exists(journal))
        {
            await error.WriteLineAsync($"{PrintableText.From(journal)}: there is no such folder");
            return ExitCodes.BadSettings;
        }

        // What is made says what somebody trades, as the journal does.
        PrivateFiles.Only();
        try
        {
            var options = ReplaySession.Options(new ReplayRequest { SettingsPath = settings });
            using var follower = JournalFollower.Open(journal, options, database, isAnew);
            var notes = new List<string>();
            var lines = isJson ? error : output;
            follower.Said += said =>
            {
                notes.Add(said);
                lines.WriteLine(PrintableText.From(said, 1000));
            };
            var position = await FollowAsync(follower, BytesOf(journal), lines, cancellation);
            await output.WriteLineAsync(
                isJson
                    ? JsonOutput.Of(
                        new
                        {
                            Database = database,
                            position.Segment,
                            position.Offset,
                            follower.BytesRead,
                            Rebuilt = isAnew,
                            Notes = notes,
                        }
                    )
                    : $"{PrintableText.From(database)}: holds the journal up to {position}"
            );
            return ExitCodes.Ok;
        }
        catch (Exception fault) when (fault is ReplayException or ProjectionException)
        {
            await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
            return ExitCodes.BadSettings;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped on request; the next run goes on from here.");
            return ExitCodes.Fault;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalCorruptException or SqliteException)
        {
            await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
            return ExitCodes.Fault;
        }
    }

    private static async Task<JournalPosition> FollowAsync(
        JournalFollower follower,
        long bytes,
        TextWriter output,
        CancellationToken cancellation
    )
    {
        var told = Stopwatch.GetTimestamp();
        while (follower.Advance(RecordsATime) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(told) < TellEvery)
                continue;
            told = Stopwatch.GetTimestamp();
            await output.WriteLineAsync($"{follower.BytesRead >> 20} of at most {bytes >> 20} MiB read");
        }

        return follower.Position;
    }

    private static long BytesOf(string journal) => JournalSegments.Of(journal).Whole.Sum(segment => new FileInfo(segment.Path).Length);
}
