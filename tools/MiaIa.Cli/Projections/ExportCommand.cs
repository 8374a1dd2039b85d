using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Replay;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Projections;
using MiaIa.Replay;
using MiaIa.Reports.Journal;
using Microsoft.Data.Sqlite;

namespace MiaIa.Cli.Projections;

/// <summary><c>miaia export</c>: a table of the database as CSV or JSON, or of one that is made of a journal for the purpose.</summary>
internal sealed class ExportCommand
{
    private readonly Argument<string> _table = new("table") { Description = "One of: " + string.Join(", ", ExportedTable.Names) + "." };
    private readonly Option<FileInfo?> _database = Arguments.ExistingFile(
        "--database",
        "The SQLite file of the engine (Projection:Path) or of miaia project."
    );
    private readonly Option<DirectoryInfo?> _journal = new("--journal")
    {
        Description = "Journal:Directory, instead of a database: its rows are made anew.",
    };
    private readonly Option<FileInfo?> _settings = Arguments.ExistingFile(
        "--settings",
        "With --journal: the engine's appsettings.json; without it its defaults."
    );
    private readonly Option<long> _from = Moment("--from", "Rows from this moment on, UTC", long.MinValue);
    private readonly Option<long> _to = Moment("--to", "Rows before this moment, UTC", long.MaxValue);
    private readonly Option<string?> _out = new("--out") { Description = "File to write; without it the standard output." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON array of objects instead of CSV." };

    public static Command Create()
    {
        var export = new ExportCommand();
        var command = new Command(
            "export",
            "Write signals, readings, orders, fills or round trips as CSV or JSON. Prices are ticks, money is cents, moments are ns since 1970 UTC."
        )
        {
            export._table,
            export._database,
            export._journal,
            export._settings,
            export._from,
            export._to,
            export._out,
            export._json,
        };
        export._table.AcceptOnlyFromAmong([.. ExportedTable.Names]);
        command.AddRule(result =>
        {
            if ((result.GetValue(export._database) is null) == (result.GetValue(export._journal) is null))
                result.AddError("name either --database or --journal");
        });
        command.SetAction(export.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var error = parsed.InvocationConfiguration.Error;
        // What is made says what somebody trades, as the journal does.
        PrivateFiles.Only();
        try
        {
            if (parsed.GetValue(_journal) is not { } journal)
            {
                Write(parsed.GetValue(_database)!.FullName, parsed);
                return ExitCodes.Ok;
            }

            if (!journal.Exists)
            {
                await error.WriteLineAsync($"{PrintableText.From(journal.FullName)}: there is no such folder");
                return ExitCodes.BadSettings;
            }

            var folder = Directory.CreateTempSubdirectory("miaia-export-");
            try
            {
                var options = ReplaySession.Options(new ReplayRequest { SettingsPath = parsed.GetValue(_settings)?.FullName });
                if (OtherDecider.Of(JournalSegments.Of(journal.FullName).Whole.Select(s => s.Header), options.SettingsHash()) is { } other)
                    await error.WriteLineAsync($"Rows may differ from what was lived through: {other}");
                Write(Project(journal.FullName, folder.FullName, options, cancellation), parsed);
                return ExitCodes.Ok;
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped on request; nothing was written.");
            return ExitCodes.Fault;
        }
        catch (ReplayException fault)
        {
            await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
            return ExitCodes.BadSettings;
        }
        catch (Exception fault)
            when (fault is ProjectionException or SqliteException or IOException or UnauthorizedAccessException or JournalCorruptException)
        {
            await error.WriteLineAsync(PrintableText.From(fault.Message, 1000));
            return ExitCodes.Fault;
        }
    }

    private static string Project(string journal, string folder, EngineOptions options, CancellationToken cancellation)
    {
        const int RecordsATime = 20_000;
        var database = Path.Combine(folder, "export.db");
        using var follower = JournalFollower.Open(journal, options, database, isAnew: true);
        while (follower.Advance(RecordsATime) > 0)
            cancellation.ThrowIfCancellationRequested();
        return database;
    }

    private void Write(string database, ParseResult parsed)
    {
        if (parsed.GetValue(_out) is not { } path)
        {
            WriteTo(parsed.InvocationConfiguration.Output);
            return;
        }

        // Under another name until it is whole: nobody takes half of it for all.
        var draft = path + ".tmp";
        using (var file = new StreamWriter(draft))
            WriteTo(file);
        File.Move(draft, path, overwrite: true);

        void WriteTo(TextWriter output)
        {
            var table = new TableWriter(output, parsed.GetValue(_json));
            ExportedTable.Of(parsed.GetValue(_table)!).Read(database, parsed.GetValue(_from), parsed.GetValue(_to), table.Begin, table.Row);
            table.End();
        }
    }

    private static Option<long> Moment(string name, string doc, long initial) =>
        new(name)
        {
            Description = $"{doc}: yyyy-mm-dd, or yyyy-mm-ddThh:mm:ss.",
            DefaultValueFactory = _ => initial,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (
                    DateTimeOffset.TryParseExact(
                        text,
                        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss"],
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal,
                        out var at
                    )
                )
                {
                    return (at - DateTimeOffset.UnixEpoch).Ticks * 100;
                }

                result.AddError($"{name} = '{text}': allowed: yyyy-mm-dd or yyyy-mm-ddThh:mm:ss");
                return initial;
            },
        };
}
