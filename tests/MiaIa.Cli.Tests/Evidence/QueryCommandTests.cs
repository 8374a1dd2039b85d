using System.Text.Json;
using DuckDB.NET.Data;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>What was asked by SQL is a table, CSV or JSON, and what cannot be asked is said.</summary>
public sealed class QueryCommandTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFile()
    {
        _folder = Directory.CreateTempSubdirectory("miaia-query-command-").FullName;
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"COPY (SELECT 'a, \"b\"' AS word, 0.5::DOUBLE AS number UNION ALL SELECT NULL, 'nan'::DOUBLE) TO '{Path.Combine(_folder, "trades.parquet")}'";
        command.ExecuteNonQuery();
    }

    [TearDown]
    public void RemoveFile() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_table_says_how_many_rows_there_are()
    {
        var (code, output) = await RunAsync("FROM trades");
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.Contain("word").And.Contain("a, \"b\"").And.Contain("0.5"));
        Assert.That(output, Does.EndWith("2 rows" + Environment.NewLine));
        (_, output) = await RunAsync("FROM trades", "--rows", "1");
        Assert.That(output, Does.Not.Contain("NaN"));
        Assert.That(output, Does.Contain("1 of 2 rows"));
    }

    [Test]
    public async Task CSV_quotes_what_needs_it() =>
        Assert.That((await RunAsync("FROM trades", "--csv")).Output, Is.EqualTo("word,number\r\n\"a, \"\"b\"\"\",0.5\r\n,NaN\r\n"));

    [Test]
    public async Task JSON_is_an_array_of_objects()
    {
        using var rows = JsonDocument.Parse((await RunAsync("FROM trades", "--json")).Output);
        Assert.That(rows.RootElement[0].GetProperty("word").GetString(), Is.EqualTo("a, \"b\""));
        Assert.That(rows.RootElement[0].GetProperty("number").GetDouble(), Is.EqualTo(0.5));
        Assert.That(rows.RootElement[1].GetProperty("word").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(rows.RootElement[1].GetProperty("number").GetString(), Is.EqualTo("NaN"), "JSON has no such number");
    }

    [TestCase("SELEC 1", "this is no SQL")]
    [TestCase("DROP VIEW trades", "only a statement that selects is run")]
    [TestCase("FROM nothing", "Table with name nothing does not exist")]
    public async Task What_cannot_be_asked_is_said(string sql, string why)
    {
        var (code, output) = await RunAsync(sql);
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(output, Does.Contain(why));
    }

    [Test]
    public async Task A_file_that_is_none_is_named_on_one_line()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "signals.parquet"), "no Parquet");
        var (code, output) = await RunAsync("FROM trades");
        Assert.That(code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(output, Does.StartWith("signals.parquet: cannot be read").And.Not.Contain("\\u000a"));
    }

    private async Task<(int Code, string Output)> RunAsync(string sql, params string[] more)
    {
        var said = new StringWriter();
        return (await CommandLine.RunAsync(["query", sql, "--data", _folder, .. more], said, said), said.ToString());
    }
}
