using System.Net;
using System.Security.Authentication;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Tls;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;

namespace MiaIa.Engine.Host.Remote;

/// <summary>TLS of the engine's port: its certificate, and whose certificates callers must show.</summary>
internal sealed class TlsPort
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(3);

    private readonly OwnCertificate _own;
    private readonly TrustedPeersFile? _clients;
    private readonly int _callsPerSecond;

    private TlsPort(OwnCertificate own, TrustedPeersFile? clients, int callsPerSecond)
    {
        _own = own;
        _clients = clients;
        _callsPerSecond = callsPerSecond;
    }

    /// <summary>When the first of the certificates ends that whoever connects is shown.</summary>
    internal DateTimeOffset Ends => _own.Issuers.Append(_own.Certificate).Min(shown => new DateTimeOffset(shown.NotAfter));

    /// <summary>Reads the files; null where the settings want no TLS.</summary>
    /// <param name="settings">Which files.</param>
    /// <param name="time">Against which the validity is held.</param>
    /// <param name="log">Hears that other callers are trusted from now on; null = nobody does.</param>
    /// <exception cref="CertificateException">A file cannot be used.</exception>
    internal static TlsPort? Open(TlsSettings settings, TimeProvider time, LogMessages? log = null) =>
        settings.IsOn
            ? new(
                OwnCertificate.Open(settings.Certificate, settings.Key, time.GetUtcNow()),
                settings.ClientAuthority.Length == 0
                    ? null
                    : TrustedPeersFile.Open(settings.ClientAuthority, text => log?.CallersReplaced(text)),
                settings.CallsPerSecond
            )
            : null;

    /// <summary>Of the page, where it is open to other machines; null where it is not.</summary>
    /// <exception cref="CertificateException">A file cannot be used, or the certificate lacks a name of the page.</exception>
    internal static TlsPort? OpenForPage(EngineSettings settings, TimeProvider time, LogMessages? log = null)
    {
        if (!settings.Page.IsElsewhere || Open(settings.Tls, time, log) is not { } tls)
            return null;
        // A person who is warned of a name each day reads no warning any more.
        if (settings.Page.Hosts.FirstOrDefault(host => !tls._own.Certificate.MatchesHostname(host)) is not { } strange)
            return tls;
        tls._own.Dispose();
        throw new CertificateException(
            $"Page:Hosts: {strange} is not a name of the certificate {settings.Tls.Certificate}, so that every browser warns of it: make one with that name"
        );
    }

    /// <summary>Whether <see cref="OpenForPage"/> could open it; nothing of it stays.</summary>
    /// <inheritdoc cref="OpenForPage"/>
    internal static void CheckForPage(EngineSettings settings, TimeProvider time) => OpenForPage(settings, time)?._own.Dispose();

    /// <summary>Whether <see cref="Open"/> could read them; nothing of it stays.</summary>
    /// <inheritdoc cref="Open"/>
    internal static void Check(TlsSettings settings, TimeProvider time) => Open(settings, time)?._own.Dispose();

    /// <summary>What is asked of callers where this address lets other machines in; null where it does not.</summary>
    internal RemoteCallers? CallersTo(IPAddress listen, TimeProvider time) =>
        IPAddress.IsLoopback(listen) ? null : new RemoteCallers(_own.Names, _callsPerSecond, time);

    /// <summary>Puts TLS before everything that is said on a connection.</summary>
    /// <param name="endpoint">Of the port.</param>
    /// <param name="asksForCallers">Whether callers show a certificate where the settings want one.</param>
    internal void Use(ListenOptions endpoint, bool asksForCallers = true)
    {
        var https = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = _own.Certificate,
            ServerCertificateChain = _own.Issuers,
            SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            HandshakeTimeout = HandshakeLimit,
        };
        if (asksForCallers && _clients is { } clients)
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (shown, sent, _) => clients.Look().IsClient(shown, sent);
        }

        var refused = endpoint.ApplicationServices.GetRequiredService<RefusedHandshakes>();
        endpoint.Use(next => connection => refused.WatchAsync(connection, next));
        endpoint.UseHttps(https);
        endpoint.Use(next => connection => RefusedHandshakes.PassAsync(connection, next));
    }
}
