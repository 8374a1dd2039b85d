namespace MiaIa.Alerts.Tests;

public sealed class AlertKindsTests
{
    /// <summary>Scripts and dashboards know them: a number or a name that is here stays what it is. A new kind is added below.</summary>
    private const string Frozen = """
        1 test
        2 surge
        3 channel_failing
        10 latency_high
        11 no_volume
        12 stale_feed
        13 reconnected
        14 clock_off
        20 ibkr_error
        21 index_invalid
        22 contract_unknown
        30 premium_signal
        31 feature_dead
        32 feature_saturated
        33 gate_inert
        34 gate_strangling
        40 halted
        41 limit_reached
        42 naked_position
        50 disk_low
        51 journal_failing
        52 certificate_ends
        """;

    [Test]
    public void Numbers_and_names_are_frozen() =>
        Assert.That(
            AlertKinds.All.Select(kind => $"{(int)kind.Code} {kind.Name}"),
            Is.EqualTo(Frozen.Split('\n', StringSplitOptions.TrimEntries))
        );

    [Test]
    public void Every_code_has_a_kind() =>
        Assert.That(AlertKinds.All.Select(kind => kind.Code), Is.EquivalentTo(Enum.GetValues<AlertCode>()));

    [Test]
    public void What_is_reminded_of_has_a_cooldown_and_everything_expires()
    {
        // Those two are made for one message and stand in no list.
        foreach (var kind in AlertKinds.All.Where(kind => kind.Code is not (AlertCode.Test or AlertCode.Surge)))
        {
            Assert.That(kind.Expires, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)), kind.Name);
            if (kind.Severity > AlertSeverity.Information)
                Assert.That(kind.Cooldown, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(30)), kind.Name);
        }
    }

    [Test]
    public void Severities_are_as_they_were_asked_for()
    {
        Assert.Multiple(() =>
        {
            Assert.That(AlertKinds.Of(AlertCode.LatencyHigh).Severity, Is.EqualTo(AlertSeverity.Warning));
            Assert.That(AlertKinds.Of(AlertCode.IbkrError).Severity, Is.EqualTo(AlertSeverity.Critical));
            Assert.That(AlertKinds.Of(AlertCode.NoVolume).Severity, Is.EqualTo(AlertSeverity.Error));
            Assert.That(AlertKinds.Of(AlertCode.IndexInvalid).Severity, Is.EqualTo(AlertSeverity.Warning));
            Assert.That(AlertKinds.Of(AlertCode.PremiumSignal).Severity, Is.EqualTo(AlertSeverity.Information));
        });
    }
}
