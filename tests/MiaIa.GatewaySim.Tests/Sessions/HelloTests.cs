using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Tests.Captures;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>How a session begins.</summary>
public sealed class HelloTests
{
    private readonly SimulatedGatewayOptions _options = new() { Time = new HandClock() };

    [TestCase("v100..176", 176)]
    [TestCase("v100..177 +PACEAPI", 177)]
    [TestCase("v100..193", 193)]
    [TestCase("v157..178", 178)]
    [TestCase("v176", 176)]
    [TestCase("v100..176 ", 176)]
    [TestCase("v100..250", 200)]
    public async Task The_lower_of_both_highest_versions_is_spoken(string offer, int expected)
    {
        await using var gateway = await SimulatedGateway.StartAsync(_options);
        using var raw = await HelloAsync(gateway, offer);
        Assert.That(await raw.NextAsync(_ => true), Is.EqualTo($"{expected}|20261125 10:00:00 US/Eastern|"));
    }

    [TestCase("v201..220")]
    [TestCase("v100..150")]
    [TestCase("hello")]
    public async Task An_offer_that_cannot_be_met_ends_the_connection(string offer)
    {
        await using var gateway = await SimulatedGateway.StartAsync(_options);
        using var raw = await HelloAsync(gateway, offer);
        Assert.That(await raw.NextAsync(_ => true), Is.Null);
    }

    [Test]
    public async Task What_is_no_client_of_the_protocol_is_turned_away()
    {
        await using var gateway = await SimulatedGateway.StartAsync(_options);
        using var raw = await RawClient.ConnectAsync(gateway.Port);
        await raw.SendBytesAsync([.. "GET / HTTP/1.1\r\n\r\n"u8]);
        Assert.That(await raw.NextAsync(_ => true), Is.Null);
    }

    [Test]
    public async Task Requests_before_the_start_are_passed_over_and_counted()
    {
        await using var gateway = await SimulatedGateway.StartAsync(_options);
        using var raw = await HelloAsync(gateway, "v100..176");
        await raw.SendAsync("49|1|");
        await raw.SendAsync("71|2|5||");
        Assert.That(await raw.NextAsync(text => text.StartsWith("15|", StringComparison.Ordinal)), Is.EqualTo("15|1|SYNTHETIC1|"));
        Assert.That(gateway.Statistics.RequestsBeforeStart, Is.EqualTo(1));
    }

    [Test]
    public async Task Every_recorded_request_of_every_client_is_understood()
    {
        await using var gateway = await SimulatedGateway.StartAsync(_options with { MessagesPerSecond = 1_000 });
        using var raw = await HelloAsync(gateway, "v100..176");
        var requests = CaptureFile.Requests();
        foreach (var request in requests)
            await raw.SendAsync(request);
        await Connected.EventuallyAsync(() => gateway.Statistics.MessagesReceived == requests.Count, "the last request");
        Assert.Multiple(() =>
        {
            Assert.That(gateway.Statistics.MessagesMalformed, Is.Zero);
            Assert.That(gateway.Statistics.MessagesUnknown, Is.Zero);
            Assert.That(gateway.Statistics.RequestsOf(1), Is.EqualTo(5));
            Assert.That(gateway.Statistics.RequestsOf(9), Is.EqualTo(4));
        });
    }

    private static async Task<RawClient> HelloAsync(SimulatedGateway gateway, string offer)
    {
        var raw = await RawClient.ConnectAsync(gateway.Port);
        await raw.SendBytesAsync([.. "API\0"u8, .. Capture.Framed(System.Text.Encoding.ASCII.GetBytes(offer))]);
        return raw;
    }
}
