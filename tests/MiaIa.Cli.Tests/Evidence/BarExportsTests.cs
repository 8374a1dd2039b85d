using System.Text.Json;
using MiaIa.Hosting;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary><c>miaia backtest --bars</c> plays the exports that it can read, and names each other one with the reason.</summary>
public sealed class BarExportsTests
{
    private const string Head = "Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, BidVolume, AskVolume";

    private DirectoryInfo _root = null!;

    private string Data => Path.Combine(_root.FullName, "exports");

    [SetUp]
    public void Make_a_folder()
    {
        _root = Directory.CreateTempSubdirectory("miaia-exports-");
        Directory.CreateDirectory(Data);
    }

    [TearDown]
    public void Remove_it() => _root.Delete(recursive: true);

    [Test]
    public async Task What_is_not_played_is_named_with_the_reason_on_page_terminal_and_in_JSON()
    {
        Write("ESH26-CME.txt", Head, 6_800);
        Write("ESH26-CME_older.txt", Head, 6_700);
        Write("ESM26-CME.txt", Head + ", VWAP", 6_800);
        Write("CLH26-NYM.txt", Head, 70);
        File.WriteAllBytes(Path.Combine(Data, "ESU26-CME.txt.gz"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF, 0xFF]);
        var (code, output, error) = await PlayAsync();
        Assert.That((code, error), Is.EqualTo((ExitCodes.Ok, "")), output);
        string[] said =
        [
            "Not played: ESH26-CME_older.txt: ESH26-CME.txt holds bars of ESH26-CME too, and one file of a contract is played.",
            "Not played: ESM26-CME.txt: ",
            "Not played: CLH26-NYM.txt: its name begins with none of ES, MES, NQ, MNQ.",
            "Not played: ESU26-CME.txt.gz: cannot be read: ",
        ];
        var page = await File.ReadAllTextAsync(Path.Combine(_root.FullName, "out", "backtest.html"));
        foreach (var one in said)
            Assert.That(new[] { output, page }, Has.All.Contain(one));
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_root.FullName, "out", "backtest_results.json")));
        Assert.That(json.RootElement.GetProperty("not_played").GetArrayLength(), Is.EqualTo(said.Length));
        Assert.That(output, Does.Contain("1 trading day of ES was played"));
    }

    [Test]
    public async Task Without_one_that_can_be_played_the_reason_of_each_is_said()
    {
        var (code, _, error) = await PlayAsync();
        Assert.That((code, error), Is.EqualTo((ExitCodes.BadSettings, $"{Data} holds no export of bars{Environment.NewLine}")));
        Write("ESM26-CME.txt", Head + ", VWAP", 6_800);
        Write("CLH26-NYM.txt", Head, 70);
        (code, _, error) = await PlayAsync();
        Assert.That(code, Is.EqualTo(ExitCodes.BadSettings));
        Assert.That(error, Does.Contain("CLH26-NYM.txt: its name begins with none of").And.Contain("ESM26-CME.txt: "));
    }

    [Test]
    public async Task An_export_that_was_taken_away_is_played_no_more()
    {
        Write("ESH26-CME.txt", Head, 6_800);
        Write("ESM26-CME.txt", Head, 6_800);
        Assert.That((await PlayAsync()).Code, Is.EqualTo(ExitCodes.Ok));
        File.Delete(Path.Combine(Data, "ESM26-CME.txt"));
        Assert.That((await PlayAsync()).Code, Is.EqualTo(ExitCodes.Ok));
        Assert.That(
            Directory.GetFiles(Path.Combine(_root.FullName, "out", "bars")).Select(Path.GetFileName),
            Is.EqualTo(["ESH26-CME.bars.scid"])
        );
    }

    // Two hours of a Monday morning in Chicago.
    private void Write(string name, string head, int price) =>
        File.WriteAllLines(
            Path.Combine(Data, name),
            [
                head,
                .. Enumerable
                    .Range(0, 24)
                    .Select(i =>
                        $"2026/1/5, {8 + (i / 12)}:{i % 12 * 5:00}:00, {price}, {price + 1}, {price - 1}, {price}, 100, 50, 40, 60"
                    ),
            ]
        );

    private async Task<(int Code, string Output, string Error)> PlayAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] line =
        [
            "backtest",
            "--data",
            Data,
            "--bars",
            "America/Chicago",
            "--from",
            "2026-01-05",
            "--to",
            "2026-01-05",
            "--warm-up",
            "0",
            "--out",
            Path.Combine(_root.FullName, "out"),
            "--workers",
            "1",
        ];
        var code = await CommandLine.RunAsync(line, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
