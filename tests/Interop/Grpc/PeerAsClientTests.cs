using System.Diagnostics;
using System.Text.Json;

namespace Interop.Grpc;

/// <summary>A peer that we did not write, as client of our server: one process runs every case, one test looks at each.</summary>
[TestFixture("grpcio", 2)]
[TestFixture("grpc-js", 1)]
public sealed class PeerAsClientTests
{
    private static readonly string[] Cases =
    [
        "empty_unary",
        "large_unary",
        "client_streaming",
        "server_streaming",
        "ping_pong",
        "empty_stream",
        "cancel_after_begin",
        "cancel_after_first_response",
        "timeout_on_sleeping_server",
        "status_code_and_message",
        "special_status_message",
        "unimplemented_method",
        "unimplemented_service",
        "custom_metadata",
    ];

    private readonly string _peer;
    private readonly int _cancelledCallsMin;
    private readonly Dictionary<string, string> _outcomes = [];
    private OurServer _server = null!;

    /// <param name="peer">Which implementation.</param>
    /// <param name="cancelledCallsMin">
    /// timeout_on_sleeping_server for certain; cancel_after_first_response too, except that grpc-js closes its requests
    /// well just before the reset, so that a handler which waits for them may end first; cancel_after_begin may end
    /// before it arrives.
    /// </param>
    public PeerAsClientTests(string peer, int cancelledCallsMin)
    {
        _peer = peer;
        _cancelledCallsMin = cancelledCallsMin;
    }

    [OneTimeSetUp]
    public async Task RunEveryCase()
    {
        _server = await OurServer.StartAsync();
        using var client = await PeerProcess.StartAsync(_peer, "client", _server.Authority);
        foreach (var line in await client.LinesAsync())
        {
            using var report = JsonDocument.Parse(line);
            _outcomes[report.RootElement.GetProperty("case").GetString()!] = report.RootElement.GetProperty("outcome").GetString()!;
        }
    }

    [OneTimeTearDown]
    public ValueTask StopServer() => _server.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public void As_client_of_our_server(string name) =>
        Assert.That(_outcomes.GetValueOrDefault(name, "the peer did not run it"), Is.EqualTo("ok"));

    [Test]
    public async Task Our_handlers_learn_that_the_peer_cancelled_or_gave_up()
    {
        var start = Stopwatch.GetTimestamp();
        while (_server.CancelledCalls < _cancelledCallsMin && Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(2))
            await Task.Delay(20);

        Assert.That(_server.CancelledCalls, Is.InRange(_cancelledCallsMin, 3));
    }
}
