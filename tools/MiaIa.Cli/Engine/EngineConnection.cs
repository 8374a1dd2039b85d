using Grpc.Core;
using Grpc.Net.Client;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>Calls to a running engine, each with a bound.</summary>
internal sealed class EngineConnection : IDisposable
{
    private const int ReasonCharactersMax = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly TlsCalls? _tls;

    // Each channel has 20 s.
    private static readonly TimeSpan TestLimit = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel _channel;
    private readonly V1.Engine.EngineClient _client;
    private readonly V1.Page.PageClient _page;
    private readonly V1.Alerts.AlertsClient _alerts;

    /// <summary>Nothing is opened before the first call.</summary>
    /// <param name="address">The engine; http is for this machine only.</param>
    /// <param name="token">Of a role that may do what will be asked for.</param>
    /// <param name="tls">Of an https address; null = what the system trusts. It is disposed with the connection.</param>
    public EngineConnection(Uri address, AccessToken token, TlsCalls? tls = null)
    {
        _tls = tls;
        WhyNotAsync = fault => Task.FromResult(EngineAnswers.WhyNot(address, fault));
        var isInClear = address.Scheme == Uri.UriSchemeHttp;
        _channel = GrpcChannel.ForAddress(
            address,
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Create(
                    isInClear ? ChannelCredentials.Insecure : ChannelCredentials.SecureSsl,
                    token.ToCallCredentials()
                ),
                HttpHandler = HandlerOf(tls),
                DisposeHttpClient = true,
                UnsafeUseInsecureChannelCallCredentials = isInClear && address.IsLoopback,
            }
        );
        _client = new(_channel);
        _page = new(_channel);
        _alerts = new(_channel);
    }

    /// <summary>What a failed call means.</summary>
    public Func<RpcException, Task<string>> WhyNotAsync { get; init; }

    /// <summary>What the engine would start with now; null where that is not known.</summary>
    public EngineSettings? FileSettings { get; init; }

    /// <exception cref="RpcException">The engine did not answer with Ok in 5 s.</exception>
    /// <param name="withSettings">With those that it runs with.</param>
    public Task<EngineStatus> GetStateAsync(bool withSettings = false) =>
        _client.GetStateAsync(new GetStateRequest { Exposure = true, Settings = withSettings }, Bounded()).ResponseAsync;

    /// <param name="reason">Kept on the disk.</param>
    /// <param name="limit">How long the answer may take.</param>
    /// <exception cref="RpcException">The engine did not answer with Ok in that time.</exception>
    public Task<SwitchReply> HaltAsync(string reason, TimeSpan limit) =>
        _client.HaltAsync(new HaltRequest { Reason = Cut(reason), By = Who() }, Bounded(limit)).ResponseAsync;

    /// <inheritdoc cref="GetStateAsync"/>
    public Task<SwitchReply> ResumeAsync() => _client.ResumeAsync(new ResumeRequest { By = Who() }, Bounded()).ResponseAsync;

    /// <inheritdoc cref="HaltAsync"/>
    public Task<SwitchReply> FlattenAsync(string reason, TimeSpan limit) =>
        _client.FlattenAsync(new FlattenRequest { Reason = Cut(reason), By = Who() }, Bounded(limit)).ResponseAsync;

    /// <summary>Ends the engine's program, and says which process it is.</summary>
    /// <inheritdoc cref="GetStateAsync"/>
    public Task<StopReply> StopAsync() => _client.StopAsync(new StopRequest { By = Who() }, Bounded()).ResponseAsync;

    /// <summary>A link that lets one browser in, to look only or to act as well.</summary>
    /// <inheritdoc cref="GetStateAsync"/>
    public Task<Invitation> InviteAsync(bool watchOnly) =>
        _page.InviteAsync(new InviteRequest { WatchOnly = watchOnly }, Bounded()).ResponseAsync;

    /// <inheritdoc cref="GetStateAsync"/>
    public Task<AlertList> ListAlertsAsync() => _alerts.ListAsync(new ListAlertsRequest(), Bounded()).ResponseAsync;

    /// <inheritdoc cref="GetStateAsync"/>
    public Task<AcknowledgeAlertReply> AcknowledgeAlertAsync(ulong id) =>
        _alerts.AcknowledgeAsync(new AcknowledgeAlertRequest { Id = id, By = Who() }, Bounded()).ResponseAsync;

    /// <exception cref="RpcException">The engine did not answer with Ok in 30 s.</exception>
    public Task<TestAlertsReply> TestAlertsAsync(Severity severity) =>
        _alerts.TestAsync(new TestAlertsRequest { Severity = severity }, Bounded(TestLimit)).ResponseAsync;

    /// <summary>Every signal event from now on, until cancelled.</summary>
    public async IAsyncEnumerable<Signal> WatchSignalsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var call = _client.WatchSignals(new WatchSignalsRequest(), cancellationToken: cancellation);
        await foreach (var signal in call.ResponseStream.ReadAllAsync(cancellation))
            yield return signal;
    }

    public void Dispose()
    {
        _channel.Dispose();
        _tls?.Dispose();
    }

    private static SocketsHttpHandler HandlerOf(TlsCalls? tls)
    {
        var handler = new SocketsHttpHandler { ConnectTimeout = Limit, UseProxy = false };
        if (tls is not null)
            handler.SslOptions = tls.Options;
        return handler;
    }

    private static CallOptions Bounded() => Bounded(Limit);

    private static CallOptions Bounded(TimeSpan limit) => new(deadline: DateTime.UtcNow + limit);

    /// <summary>As much of a reason as the engine keeps: more of it would make the request too large, and nothing would stop.</summary>
    internal static string Cut(string reason)
    {
        if (reason.Length <= ReasonCharactersMax)
            return reason;
        // Never half a character.
        return reason[..(char.IsHighSurrogate(reason[ReasonCharactersMax - 1]) ? ReasonCharactersMax - 1 : ReasonCharactersMax)];
    }

    private static string Who() => $"miaia as {Environment.UserName}";
}
