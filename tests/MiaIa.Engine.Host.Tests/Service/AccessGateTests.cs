using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Hosting.Credentials;
using MiaIa.Tests.Access;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Service;

/// <summary>Who may call the engine. A bare HTTP client sends what a gRPC client never would.</summary>
public sealed class AccessGateTests
{
    private const string GetState = "/miaia.v1.Engine/GetState";
    private const string Attach = "/miaia.v1.Engine/Attach";
    private const string Halt = "/miaia.v1.Engine/Halt";

    // Not a message of gRPC: whoever parsed it would answer something else than who may not ask.
    private static readonly byte[] Garbage = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];

    private RunningEngine _engine = null!;

    [OneTimeSetUp]
    public async Task Start() => _engine = await RunningEngine.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _engine.DisposeAsync();

    [Test]
    public async Task Fault_53_no_or_a_wrong_credential_is_refused_before_parsing(
        [Values(GetState, Attach, Halt, "/grpc.health.v1.Health/Check", "/unheard.Of/Method")] string path,
        [Values(null, "Bearer 0000000000000000000000000000000000000000000000000000000000000000", "Bearer", "Basic eDp5", "\"")]
            string? authorization
    )
    {
        var before = _engine.Server.Gate.Refused;
        Assert.That(await AskAsync(path, authorization), Is.EqualTo(StatusCode.Unauthenticated));
        Assert.That(_engine.Server.Gate.Refused, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task Fault_58_a_page_in_a_browser_is_refused_whatever_it_holds(
        [Values("http://127.0.0.1:50551", "http://localhost", "https://example.org", "null")] string origin
    ) =>
        Assert.That(
            await AskAsync(GetState, Token(AccessRole.Operate), request => request.Headers.Add("Origin", origin)),
            Is.EqualTo(StatusCode.PermissionDenied)
        );

    [TestCase("rebound.example.org", StatusCode.PermissionDenied)]
    [TestCase("localhost.example.org", StatusCode.PermissionDenied)]
    [TestCase("127.0.0.1.example.org", StatusCode.PermissionDenied)]
    [TestCase("10.1.2.3", StatusCode.PermissionDenied)]
    [TestCase("0.0.0.0", StatusCode.PermissionDenied)]
    [TestCase("localhost", StatusCode.OK)]
    [TestCase("127.0.0.1", StatusCode.OK)]
    [TestCase("[::1]", StatusCode.OK)]
    public async Task Fault_58_only_names_of_this_machine_are_served(string host, StatusCode expected)
    {
        var status = await AskAsync(
            GetState,
            Token(AccessRole.Operate),
            request =>
            {
                request.Headers.Host = host;
                // An empty message: what passes the gate is answered.
                request.Content = new ByteArrayContent(new byte[5])
                {
                    Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") },
                };
            }
        );
        Assert.That(status, Is.EqualTo(expected));
    }

    [Test]
    public async Task Watching_reads_and_does_nothing_else()
    {
        using var channel = TestAccess.Channel(_engine.Server.Address, AccessRole.Watch);
        var client = new V1.Engine.EngineClient(channel);
        Assert.That((await client.GetStateAsync(new GetStateRequest())).Instrument, Is.Not.Empty);
        foreach (
            var act in new Func<Task>[]
            {
                async () => await client.HaltAsync(new HaltRequest { Reason = "test" }),
                async () => await client.ResumeAsync(new ResumeRequest()),
                async () => await client.FlattenAsync(new FlattenRequest { Reason = "test" }),
                async () => await client.Attach().ResponseStream.MoveNext(CancellationToken.None),
            }
        )
        {
            Assert.That(
                async () => await act(),
                Throws.TypeOf<RpcException>().With.Property(nameof(RpcException.StatusCode)).EqualTo(StatusCode.PermissionDenied)
            );
        }

        Assert.That((await _engine.StateAsync()).Halted, Is.False);
    }

    [Test]
    public async Task Every_method_that_is_not_known_to_read_only_needs_the_token_for_operating()
    {
        string[] reading = ["GetState", "WatchSignals", "WatchState"];
        foreach (var method in V1.Engine.Descriptor.Methods.Where(m => !reading.Contains(m.Name)))
        {
            var path = $"/{V1.Engine.Descriptor.FullName}/{method.Name}";
            Assert.That(await AskAsync(path, Token(AccessRole.Watch)), Is.EqualTo(StatusCode.PermissionDenied), path);
        }
    }

    [Test]
    public async Task Two_tokens_are_none() =>
        Assert.That(
            await AskAsync(
                GetState,
                null,
                request => request.Headers.TryAddWithoutValidation("authorization", [Token(AccessRole.Operate), Token(AccessRole.Operate)])
            ),
            Is.EqualTo(StatusCode.Unauthenticated)
        );

    private static string Token(AccessRole role) => TestAccess.Tokens[role].HeaderValue;

    private async Task<StatusCode> AskAsync(string path, string? authorization, Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_engine.Server.Address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Garbage) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("authorization", authorization);
        change?.Invoke(request);
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        var status = response.Headers.TryGetValues("grpc-status", out var values)
            ? values
            : response.TrailingHeaders.GetValues("grpc-status");
        return (StatusCode)int.Parse(status.Single(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
