using System.Net.Sockets;
using MiaIa.Cli.Programs;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Settings;
using MiaIa.Hosting.Tls;

namespace MiaIa.Cli.Engine;

/// <summary>Where an engine is reached, and from where that is known.</summary>
/// <param name="Address">http or https.</param>
/// <param name="From">The end of "the address is from …".</param>
/// <param name="Credentials">Folder of its token files; empty = the usual one.</param>
/// <param name="Certificate">File of its own certificate; empty where it has none, or none that is known.</param>
internal sealed record EnginePlace(Uri Address, string From, string Credentials, string Certificate)
{
    /// <summary>What it would start with now; null where nobody knows, or it would not start.</summary>
    internal EngineSettings? Settings { get; init; }

    /// <summary>Where an engine listens unless it is told otherwise.</summary>
    private static readonly Uri Usual = new("http://127.0.0.1:50551");

    /// <summary>Where an engine may still be that was started before its settings were changed.</summary>
    internal static readonly EnginePlace Otherwise = new(Usual, "the defaults", "", "");

    private static readonly TimeSpan LookLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// That of the engine beside this program, by the file and the environment that it takes when it starts. A fault in another setting does not matter:
    /// an engine that has run since before it was made has to be found.
    /// </summary>
    /// <param name="baseFolder">Folder of this program.</param>
    /// <param name="environment">All variables.</param>
    internal static EnginePlace Find(string baseFolder, IReadOnlyDictionary<string, string> environment)
    {
        try
        {
            return Of(ProductProgram.Find("engine", "MiaIa.Engine.Host", null, [], baseFolder), environment);
        }
        catch (ProgramException)
        {
            return Otherwise with { From = "the defaults: no engine lies beside this program" };
        }
    }

    /// <summary>That of an engine's program, by the file, the environment of this process and the arguments that it takes when it starts.</summary>
    /// <param name="program">The engine's.</param>
    internal static EnginePlace Of(ProductProgram program) =>
        Of(program, SettingsSources.OfThisProcess(ProgramSections.Engine, []).Environment);

    private static EnginePlace Of(ProductProgram program, IReadOnlyDictionary<string, string> environment)
    {
        var file = program.SettingsFile;
        var loaded = SettingsLoader.Load<EngineSettings>(new SettingsSources(ProgramSections.Engine, file, environment, program.Arguments));
        var settings = loaded.AsFarAsRead;
        var (credentials, certificate) = (FullPath(settings.CredentialsFolder), FullPath(settings.Tls.Certificate));
        if (settings.Port == 0)
        {
            return Otherwise with
            {
                From = $"the defaults: Port is 0 in {file}, so only the engine's ready line names it",
                Credentials = credentials,
                Certificate = certificate,
            };
        }

        return new EnginePlace(
            AddressOf(settings.Address, settings.Port, certificate.Length > 0),
            SourceOf(file, loaded),
            credentials,
            certificate
        )
        {
            Settings = loaded.Settings,
        };

        string FullPath(string path) => path.Length > 0 ? Path.GetFullPath(path, program.Folder) : "";
    }

    /// <summary>Where an engine with these settings serves, as it is reached from its own machine.</summary>
    internal static Uri AddressOf(string bound, int port, bool isTls)
    {
        var host = bound switch
        {
            "0.0.0.0" => "127.0.0.1",
            "::" => "::1",
            _ => bound,
        };
        var scheme = isTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        return new UriBuilder(scheme, host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host, port).Uri;
    }

    /// <summary>A connection to it, with its own token, and its own certificate as the one to trust. Nothing is opened before the first call.</summary>
    /// <exception cref="CredentialsException">There is no token of this role.</exception>
    /// <exception cref="CertificateException">Its certificate cannot be read.</exception>
    internal EngineConnection Open(AccessRole role) =>
        new(
            Address,
            AccessTokens.Open(Credentials, role),
            Address.Scheme == Uri.UriSchemeHttps ? TlsCalls.Open(Certificate, "", "", DateTimeOffset.UtcNow) : null
        )
        {
            WhyNotAsync = fault => EngineAnswers.WhyNotAsync(this, Otherwise, fault),
        };

    /// <summary>Whether any program listens there now.</summary>
    internal async Task<bool> IsServedAsync()
    {
        using var limit = new CancellationTokenSource(LookLimit);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(Address.DnsSafeHost, Address.Port, limit.Token);
            return true;
        }
        catch (Exception nobody) when (nobody is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string SourceOf(string file, SettingsResult<EngineSettings> loaded)
    {
        var name = Path.GetFileName(file);
        var from = loaded.OriginOf(nameof(EngineSettings.Port)) ?? loaded.OriginOf(nameof(EngineSettings.Address));
        if (from is not null)
            return from == name ? file : from;
        if (!File.Exists(file))
            return $"the defaults: there is no {file}";
        // A file that is no JSON at all is known by its own name.
        return loaded.Problems.Any(problem => problem.Key == name)
            ? $"the defaults: {file} cannot be read"
            : $"the defaults: {file} has no Port";
    }
}
