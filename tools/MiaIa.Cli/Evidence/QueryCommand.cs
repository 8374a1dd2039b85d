using System.CommandLine;
using System.Globalization;
using MiaIa.Cli.Parsing;
using MiaIa.Cli.Projections;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Evidence.Queries;
using MiaIa.Hosting;
using Spectre.Console;

namespace MiaIa.Cli.Evidence;

/// <summary><c>miaia query</c>: SQL over the Parquet files of a folder, to read only.</summary>
internal static class QueryCommand
{
    private const int WidthWithoutTerminal = 4096;
    private const int BrokenShownMax = 1_000;

    private const string Doc = """
        Ask the Parquet files of a folder with SQL (DuckDB). A view is named after each file: readings, signals, verdicts, trades.
        Only statements that select are run, and no other folder can be read.

        Examples:
          miaia query "SHOW TABLES" --data out
          miaia query "DESCRIBE trades" --data out
          miaia query "SELECT tier, count(*) FROM signals GROUP BY tier" --data out
          miaia query "SELECT * FROM trades" --data out --csv > trades.csv
        """;

    public static Command Create()
    {
        var sql = new Argument<string>("sql") { Description = "One statement that selects." };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The folder that a backtest or a sweep has written.",
            DefaultValueFactory = _ => new DirectoryInfo("."),
        };
        var rows = Arguments.Number("--rows", "Rows that are shown in a table; CSV and JSON have all", 200, 1, 1_000_000);
        var csv = new Option<bool>("--csv") { Description = "Print CSV instead of a table." };
        var json = JsonOutput.CreateOption();
        var command = new Command("query", Doc) { sql, data, rows, csv, json };
        command.AddRule(result =>
        {
            if (result.GetValue(csv) && result.GetValue(json))
                result.AddError("--csv or --json, not both");
        });
        command.SetAction(
            (parsed, cancellation) =>
                EvidenceEnding.OfAsync(
                    parsed,
                    "Stopped on request.",
                    () =>
                    {
                        var output = parsed.InvocationConfiguration.Output;
                        using var query = EvidenceQuery.Open(parsed.GetRequiredValue(data).FullName);
                        foreach (var broken in query.Broken)
                            parsed.InvocationConfiguration.Error.WriteLine(EvidenceEnding.OneLine(broken, BrokenShownMax));
                        if (!parsed.GetValue(csv) && !parsed.GetValue(json))
                        {
                            Show(query, parsed.GetRequiredValue(sql), parsed.GetValue(rows), output, cancellation);
                            return Task.FromResult(ExitCodes.Ok);
                        }

                        var writer = new TableWriter(output, parsed.GetValue(json));
                        query.Run(parsed.GetRequiredValue(sql), writer.Begin, writer.Row, cancellation);
                        writer.End();
                        return Task.FromResult(ExitCodes.Ok);
                    }
                )
        );
        return command;
    }

    private static void Show(EvidenceQuery query, string sql, int rowsMax, TextWriter output, CancellationToken cancellation)
    {
        var (table, rows) = (new Table { Border = TableBorder.Simple }, 0L);
        query.Run(
            sql,
            columns =>
            {
                foreach (var column in columns)
                    table.AddColumn(Markup.Escape(column));
            },
            values =>
            {
                if (++rows <= rowsMax)
                    table.AddRow([.. values.Select(value => new Text(TextOf(value)))]);
            },
            cancellation
        );
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        // A pipe has no width; a table that is folded at 80 is of no use there.
        if (output != Console.Out || Console.IsOutputRedirected)
            console.Profile.Width = WidthWithoutTerminal;
        console.Write(table);
        output.WriteLine(
            rows > rowsMax ? $"{rowsMax} of {rows} rows; --rows shows more, --csv and --json have all" : $"{Counted.Of(rows, "row")}"
        );
    }

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
