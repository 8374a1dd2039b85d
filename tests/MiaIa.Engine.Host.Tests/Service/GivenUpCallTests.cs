using System.Net;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Service;

/// <summary>A busy engine reads a call late, and its caller has gone by then.</summary>
public sealed class GivenUpCallTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private RunningEngine _engine = null!;

    [SetUp]
    public async Task StartEngine() => _engine = await RunningEngine.StartAsync();

    [TearDown]
    public async Task StopEngine() => await _engine.DisposeAsync();

    [TestCase("Halt")]
    [TestCase("Flatten")]
    public async Task Fault_38_A_halt_whose_caller_gives_up_before_it_is_read_is_done(string method)
    {
        await GiveUpAsync(method, AccessRole.Operate);
        using var limit = new CancellationTokenSource(Patience);
        while (!(await _engine.StateAsync()).Halted)
            await Task.Delay(20, limit.Token);
        Assert.That((await _engine.StateAsync()).HaltReason, Does.Contain("gave up"));
    }

    [Test]
    public async Task Without_the_key_for_it_nothing_is_done()
    {
        await GiveUpAsync("Halt", AccessRole.Watch);
        // What was asked for after it has been served.
        Assert.That((await _engine.Client.ResumeAsync(new ResumeRequest())).Halted, Is.False);
        Assert.That((await _engine.StateAsync()).HaltReason, Is.Empty);
    }

    // Headers and the beginning of a message, and then the stream is cut.
    private async Task GiveUpAsync(string method, AccessRole role)
    {
        using var client = new HttpClient();
        var body = new UnfinishedContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_engine.Server.Address, $"/miaia.v1.Engine/{method}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body,
        };
        request.Headers.Add("authorization", TestAccess.Tokens[role].HeaderValue);
        body.Headers.ContentType = new("application/grpc");
        using var given = new CancellationTokenSource();
        var call = client.SendAsync(request, given.Token);
        await Task.WhenAny(body.Begun, call).WaitAsync(Patience);
        await given.CancelAsync();
        // One that was refused has an answer, one that was given up has none.
        await ((Task)call).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private sealed class UnfinishedContent : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Begun => _begun.Task;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellation)
        {
            await stream.WriteAsync(new byte[] { 0, 0, 0 }, cancellation);
            await stream.FlushAsync(cancellation);
            _begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
