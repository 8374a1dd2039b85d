using MiaIa.Engine.Features;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Evidence.Backtest;
using MiaIa.Evidence.Recordings;
using MiaIa.Evidence.Tables;
using MiaIa.Evidence.Tests.Work;
using MiaIa.SierraFiles;
using NodaTime;

namespace MiaIa.Evidence.Tests.Recordings;

public sealed class BarTapeTests
{
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    [Test]
    public void Keeps_the_volume_of_each_side_and_the_four_prices()
    {
        using var folder = new MadeUpDays(1, "SYNTHETIC-ESZ26_FUT_CME", new DateOnly(2026, 11, 16));
        var export = Path.Combine(folder.Root, "ESH23-CME.scid_BarData__5m.txt");
        File.WriteAllText(
            export,
            "Date, Time, Open, High, Low, Last, Volume, NumberOfTrades, BidVolume, AskVolume\n"
                + "2022/12/19, 00:00:00, 3880.50, 3882.75, 3880.00, 3881.75, 758, 643, 369, 389\n"
                + "2022/12/19, 00:05:00, 3881.75, 3882.50, 3880.75, 3881.00, 333, 278, 212, 121\n"
        );
        using var scid = SierraFormats.Scid.Open(BarTape.Write(BarFile.Of(export)!, Chicago, folder.Root));
        var records = scid.Records().ToArray();
        Assert.That((records.Sum(r => r.BidVolume), records.Sum(r => r.AskVolume)), Is.EqualTo((369 + 212, 389 + 121)));
        Assert.That(
            records.Where(r => r.AskVolume > 0).Select(r => r.Close),
            Is.EqualTo([3880.50f, 3880.00f, 3882.75f, 3881.75f, 3881.75f, 3882.50f, 3880.75f, 3881.00f])
        );
        var first = DateTimeOffset.FromUnixTimeMilliseconds(SierraTime.ToUnixMicros(records[0].SierraMicros) / 1000);
        Assert.That(first, Is.EqualTo(new DateTimeOffset(2022, 12, 19, 6, 0, 0, TimeSpan.Zero)), "midnight in Chicago");
        Assert.That(records.Select(r => r.SierraMicros), Is.Ordered);
    }

    [Test]
    public void A_recorded_day_of_bars_gives_trends_and_no_signal()
    {
        using var folder = new MadeUpDays(1, "SYNTHETIC-ESZ26_FUT_CME", new DateOnly(2026, 11, 16));
        var scid = BarTape.Write(BarFile.Of(Recorded.File("es-5m-bars/ESH23-CME.scid_BarData__5m.txt.gz"))!, Chicago, folder.Root);
        var date = new DateOnly(2023, 1, 11);
        var run = new DayRun(new DayInputs(date, "ES", scid), EngineOptions.From(new EngineSettings()));
        var made = folder.Empty("made");
        run.Run(made, NoProgress.Instance, CancellationToken.None);
        var readings = ParquetTable.Read(Path.Combine(made, "readings.parquet"));
        double? At(FeatureId feature) => ((double?[])readings[FeatureNames.Of(feature)])[readings.Rows / 2];
        Assert.That(At(FeatureId.MtfConfluenceScore), Is.Not.Null);
        Assert.That(At(FeatureId.OrderBookImbalance), Is.Null);
        Assert.That(DayFacts.Read(made).Signals, Is.Zero);
        var settings = EngineOptions.From(new EngineSettings());
        var results = BacktestGather.Write(new(date, date, "ES", settings, [made], []), folder.Empty("out"), CancellationToken.None);
        Assert.That(results.Report.Preface, Has.Some.StartsWith("BARS").And.Some.Contains("no depth"));
    }
}
