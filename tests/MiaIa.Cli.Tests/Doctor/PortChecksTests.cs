using System.Net;
using System.Net.Sockets;
using MiaIa.Cli.Doctor;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Doctor;

/// <summary>The bridge's port, beside what the engine says.</summary>
public sealed class PortChecksTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1");
    private static readonly Check Free = Check.Ok("port of the bridge", "5557: free") with { IsFree = true };

    [Test]
    public async Task A_port_that_nobody_has_is_free_and_one_that_is_held_is_not()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var endpoint = $"tcp://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        Assert.That((await PortChecks.OfBridgeAsync(endpoint)).IsFree, Is.False);
        listener.Stop();
        Assert.That((await PortChecks.OfBridgeAsync(endpoint)).IsFree);
    }

    [Test]
    public void A_free_port_of_the_bridge_is_no_good_sign_while_the_engine_runs()
    {
        var found = PortChecks.BesideEngine(Free, Look(isAttached: false));
        Assert.That(found.Verdict, Is.EqualTo(Verdict.Warn));
        Assert.That(found.Found, Does.StartWith("5557: free, while the engine runs: no bridge runs here"));
        Assert.That(found.ToDo, Is.Not.Empty);
    }

    [Test]
    public void Before_the_start_or_with_a_bridge_elsewhere_or_here_it_stays_as_it_is()
    {
        Assert.That(PortChecks.BesideEngine(Free, new EngineLook(Address, null, "away")), Is.EqualTo(Free));
        Assert.That(PortChecks.BesideEngine(Free, Look(isAttached: true)), Is.EqualTo(Free));
        var held = Check.Ok(Free.Name, "5557: held by a program that speaks ZeroMQ");
        Assert.That(PortChecks.BesideEngine(held, Look(isAttached: false)), Is.EqualTo(held));
    }

    private static EngineLook Look(bool isAttached) =>
        new(
            Address,
            new EngineStatus
            {
                Instrument =
                {
                    new InstrumentState { Instrument = "ES", StudyAttached = isAttached },
                },
            },
            ""
        );
}
