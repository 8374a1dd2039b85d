namespace MiaIa.Alerts.Tests;

/// <summary>Each chart is told what is its own.</summary>
public sealed class ChartNoticesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);
    private static readonly string[] Instruments = ["ES", "MES", "NQ", "MNQ"];

    private static readonly Alert OfMes = Make(AlertCode.StaleFeed, "MES", AlertSeverity.Critical);
    private static readonly Alert OfEs = Make(AlertCode.LatencyHigh, "ES", AlertSeverity.Warning);
    private static readonly Alert OfAll = Make(AlertCode.DiskLow, "/", AlertSeverity.Error);

    [Test]
    public void The_worst_of_the_own_instrument_and_of_all_is_said_and_none_of_another_one()
    {
        Alert[] alerts = [OfMes, OfAll, OfEs];
        Assert.That(Said(alerts, "ES", "ES", "MES"), Is.EqualTo("ERROR disk_low /: figures"));
        Assert.That(Said(alerts, "MES", "ES", "MES"), Is.EqualTo("CRITICAL stale_feed MES: figures"));
        Assert.That(Said([OfMes, OfEs], "ES", "ES", "MES"), Is.EqualTo("WARNING latency_high ES: figures"));
        Assert.That(Said([OfMes], "ES", "ES", "MES"), Is.Empty, "its own chart says it");
    }

    [Test]
    public void One_of_an_instrument_without_a_chart_stands_behind_all_others()
    {
        Assert.That(Said([OfMes, OfEs], "ES", "ES"), Is.EqualTo("WARNING latency_high ES: figures"));
        Assert.That(Said([OfMes], "ES", "ES"), Is.EqualTo("CRITICAL stale_feed MES: figures"));
    }

    [Test]
    public void What_is_of_an_instrument_is_its_own_and_another_name_that_begins_so_is_not()
    {
        var feature = Make(AlertCode.FeatureDead, "MES vwap_bands_signal", AlertSeverity.Warning);
        Assert.That(Said([feature], "ES", "ES", "MES"), Is.Empty);
        Assert.That(Said([feature], "MES", "ES", "MES"), Is.EqualTo("WARNING feature_dead MES vwap_bands_signal: figures"));
        Assert.That(Said([Make(AlertCode.DiskLow, "ESX", AlertSeverity.Error)], "NQ", "NQ"), Does.StartWith("ERROR disk_low ESX"));
    }

    [Test]
    public void What_is_over_acknowledged_mere_information_or_a_halt_is_not_said()
    {
        Alert[] alerts =
        [
            OfEs with
            {
                OverAt = Start,
            },
            OfEs with
            {
                AcknowledgedBy = "me",
            },
            Make(AlertCode.PremiumSignal, "ES", AlertSeverity.Information),
            Make(AlertCode.Halted, "", AlertSeverity.Critical),
        ];
        Assert.That(Said(alerts, "ES"), Is.Empty);
        Assert.That(ChartNotices.None.For("ES", _ => false), Is.Empty);
    }

    [Test]
    public void A_line_fits_what_the_schema_promises()
    {
        var line = Said([OfEs with { Text = new string('x', 400), Count = 9 }], "ES");
        Assert.That(line, Has.Length.LessThanOrEqualTo(160));
        Assert.That(line, Does.StartWith("WARNING latency_high ES: xxx"), "how often it came is no news on a chart");
    }

    private static string Said(Alert[] alerts, string instrument, params string[] charts) =>
        new ChartNotices(alerts, Instruments).For(instrument, charts.Contains);

    private static Alert Make(AlertCode code, string subject, AlertSeverity severity) =>
        new(1, code, subject, severity, "figures", Start, Start, 1);
}
