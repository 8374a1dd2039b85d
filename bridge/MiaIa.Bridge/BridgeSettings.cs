using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using MiaIa.Bridge.Starting;
using MiaIa.Hosting;

namespace MiaIa.Bridge;

/// <summary>Settings of the bridge: appsettings.json, MIAIA__BRIDGE__… and the command line.</summary>
internal sealed class BridgeSettings : IValidatableObject
{
    /// <summary>Name of the section in variables: MIAIA__BRIDGE__….</summary>
    public const string Section = ProgramSections.Bridge;

    // NetMQ delivers what a peer with an old greeting sends past any encryption, so ZeroMQ has no place on a network.
    private const string NeverLeaves = "ZeroMQ never leaves this machine; another one is reached by gRPC with TLS";
    private const string OnlyHere = "another machine is reached by https://HOST:PORT";

    [Description("Where studies connect: tcp://127.0.0.1:PORT, or * as the port for a free one.")]
    public string StudyEndpoint { get; init; } = "tcp://127.0.0.1:5557";

    [Description("The engine: http://127.0.0.1:PORT, or https://HOST:PORT.")]
    public string EngineAddress { get; init; } = "http://127.0.0.1:50551";

    [Description("What the bridge does when no engine answers.")]
    public EngineSettings Engine { get; init; } = new();

    [Description("TLS towards an engine at an https address.")]
    public TlsSettings Tls { get; init; } = new();

    [Description("Folder of the token files, the same as the engine's; empty = MiaIa in this user's folder for local program files.")]
    public string CredentialsFolder { get; init; } = "";

    [Description("Silence after which a study counts as gone and its lease is free (ms).")]
    [Range(1_000, 60_000)]
    public int StudySilenceMs { get; init; } = 3_000;

    [Description("Frames from the engine, for one study, that can wait before the study is reset (frames).")]
    [Range(16, 65_536)]
    public int DownstreamFrames { get; init; } = 1_024;

    [Description("Bound of the first pause before the engine is tried again (ms).")]
    [Range(10, 10_000)]
    public int ReconnectFirstMs { get; init; } = 100;

    [Description("Longest pause before the engine is tried again (ms).")]
    [Range(100, 60_000)]
    public int ReconnectMaxMs { get; init; } = 1_000;

    [Description("Log file, one a day with the date in its name; empty = none.")]
    public string LogFile { get; init; } = "";

    [Description("The same lines as compact JSON for programs, one file a day; empty = none.")]
    public string LogJsonFile { get; init; } = "";

    [Description("Least important log lines that are written.")]
    public Serilog.Events.LogEventLevel LogLevel { get; init; } = Serilog.Events.LogEventLevel.Information;

    /// <summary>Studies are on this machine, and so is the engine unless TLS is spoken: a token does not travel in the clear.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsLoopbackEndpoint(StudyEndpoint))
            yield return Broken(nameof(StudyEndpoint), $"allowed is tcp://127.0.0.1:PORT only; {NeverLeaves}");
        if (!IsEngineAddress(EngineAddress))
            yield return Broken(nameof(EngineAddress), $"allowed in the clear is http://127.0.0.1:PORT only; {OnlyHere}");
        else if (Engine.Start.Path.Length > 0 && !new Uri(EngineAddress).IsLoopback)
            yield return Broken(nameof(EngineAddress), "Engine:Start:Path starts an engine of this machine, and this address is another's");
        if (Tls.IsSet && !EngineAddress.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.OrdinalIgnoreCase))
            yield return Broken(nameof(Tls), "without an https EngineAddress no TLS is spoken");
        if (Tls is { Certificate.Length: 0, Key.Length: > 0 })
            yield return Broken(nameof(Tls), "a key without a certificate: set Tls:Certificate, too");
        if (ReconnectMaxMs < ReconnectFirstMs)
            yield return Broken(nameof(ReconnectMaxMs), $"must not be below ReconnectFirstMs, which is {ReconnectFirstMs}");
    }

    private static ValidationResult Broken(string member, string reason) => new(reason, [member]);

    // No user, no path: gRPC would pass over them in silence.
    private static bool IsEngineAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var engine)
        && (engine.Scheme == Uri.UriSchemeHttps || (engine.Scheme == Uri.UriSchemeHttp && engine.IsLoopback))
        && engine.UserInfo.Length == 0
        && engine.PathAndQuery == "/"
        && engine.Fragment.Length == 0;

    // By the number, and in its usual form: a name may be given any address by whoever answers for it.
    private static bool IsLoopbackEndpoint(string endpoint)
    {
        const string Scheme = "tcp://";
        var colon = endpoint.LastIndexOf(':');
        if (!endpoint.StartsWith(Scheme, StringComparison.Ordinal) || colon <= Scheme.Length)
            return false;
        var port = endpoint[(colon + 1)..];
        var host = endpoint[Scheme.Length..colon];
        return IPAddress.TryParse(host, out var address)
            && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            && IPAddress.IsLoopback(address)
            && address.ToString() == host
            && (port == "*" || (ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0));
    }
}
