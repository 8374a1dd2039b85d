using MiaIa.Evidence.Tests;
using MiaIa.Hosting;
using MiaIa.SierraFiles;

namespace MiaIa.Cli.Tests.Evidence;

/// <summary>Feeds write prices as they are or in hundredths, and one folder may hold both: what is played is the same.</summary>
public sealed class MixedScalesTests
{
    private static readonly DateOnly OfDecember = new(2026, 12, 8);
    private static readonly DateOnly OfMarch = new(2026, 12, 15);

    private MadeUpDays _december = null!;
    private MadeUpDays _march = null!;
    private SortedDictionary<string, byte[]> _inOneScale = null!;

    [OneTimeSetUp]
    public async Task Play_both_in_one_scale()
    {
        _december = new MadeUpDays(20, "SYNTHETIC-ESZ26_FUT_CME", OfDecember);
        _march = new MadeUpDays(20, "SYNTHETIC-ESH27_FUT_CME", OfMarch);
        _inOneScale = (await PlayAsync("one", 1, 1)).Tables;
        Assert.That(_inOneScale.Keys, Does.Contain("readings.parquet").And.Contain("signals.parquet"));
    }

    [OneTimeTearDown]
    public void Remove_days()
    {
        _december.Dispose();
        _march.Dispose();
    }

    [TestCase(100, 100, "", TestName = "One_contract_in_points_and_the_next_in_hundredths")]
    [TestCase(100, 1, "the depth of 2026-12-15 has prices ×1, its trades ×0.01", TestName = "Trades_in_hundredths_and_depth_in_points")]
    [TestCase(1, 100, "the depth of 2026-12-15 has prices ×0.01, its trades ×1", TestName = "Trades_in_points_and_depth_in_hundredths")]
    public async Task Are_played_alike(int ofTrades, int ofDepth, string said)
    {
        var (tables, output) = await PlayAsync($"{ofTrades}-{ofDepth}", ofTrades, ofDepth);
        Assert.That(output, Does.Contain("2 trading days of ES were played").And.Contain("no recorded day was left out"));
        Assert.That(output, Does.Contain(said));
        foreach (var (name, bytes) in _inOneScale)
            Assert.That(tables[name], Is.EqualTo(bytes), name);
    }

    // The front of the second day is the next contract, whose files are written in another scale.
    private async Task<(SortedDictionary<string, byte[]> Tables, string Output)> PlayAsync(string name, int ofTrades, int ofDepth)
    {
        var data = _december.Empty($"data-{name}");
        foreach (var path in Directory.GetFiles(_december.Data))
            File.Copy(path, Path.Combine(data, Path.GetFileName(path)));
        Copy(SierraFormats.Scid, _march.ScidPath, data, record => Times(record, ofTrades));
        Copy(SierraFormats.Depth, _march.DepthPath(OfMarch), data, record => record with { Price = record.Price * ofDepth });
        var folder = Path.Combine(_december.Root, $"out-{name}");
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] line = ["backtest", "--data", data, "--from", "2026-12-08", "--to", "2026-12-15", "--out", folder, "--workers", "1"];
        Assert.That(await CommandLine.RunAsync(line, output, error), Is.EqualTo(ExitCodes.Ok), $"{error}{output}");
        var tables = Directory.GetFiles(folder, "*.parquet").ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        return (new(tables, StringComparer.Ordinal), output.ToString());
    }

    private static void Copy<TRecord>(RecordFormat<TRecord> format, string from, string folder, Func<TRecord, TRecord> change)
        where TRecord : unmanaged
    {
        using var file = format.Open(from);
        using var copy = format.Create(Path.Combine(folder, Path.GetFileName(from)));
        foreach (var record in file.Records())
            copy.Append(change(record));
    }

    private static ScidRecord Times(ScidRecord record, float factor) =>
        record with
        {
            High = record.High * factor,
            Low = record.Low * factor,
            Close = record.Close * factor,
        };
}
