using System.CommandLine;
using System.CommandLine.Parsing;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;

namespace MiaIa.Cli.Engine;

/// <summary>Which engine a command speaks to, and how it proves itself there: the options, and the connection that comes of them.</summary>
internal sealed class EngineTarget
{
    private readonly Option<Uri> _address = new("--address")
    {
        Description = "The engine.",
        DefaultValueFactory = _ => new Uri(EngineConnection.UsualAddress),
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (
                Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            )
            {
                return uri;
            }

            result.AddError($"--address = '{text}': allowed: http://127.0.0.1:port or https://host:port");
            return null;
        },
    };

    private readonly Option<string> _credentials = new("--credentials")
    {
        Description = $"Folder of the token files; the engine's setting CredentialsFolder. Usually {AccessTokens.UsualFolder}.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _trust = new("--trust")
    {
        Description = "PEM file of the certificate of an https engine, or of its authority; without it what this system trusts.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _certificate = new("--certificate")
    {
        Description = "PEM file of the certificate to show, where the engine's Tls:ClientAuthority asks for one.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _key = new("--key")
    {
        Description = "PEM file of its private key; without it in the same file.",
        DefaultValueFactory = _ => "",
    };

    /// <summary>Puts the options on a command.</summary>
    internal void AddTo(Command command)
    {
        foreach (var option in (Option[])[_address, _credentials, _trust, _certificate, _key])
            command.Options.Add(option);
    }

    /// <summary>Where the engine is.</summary>
    internal Uri AddressIn(ParseResult parsed) => parsed.GetValue(_address)!;

    /// <summary>Whether somebody has named an engine, or how to reach it.</summary>
    internal bool IsGiven(ParseResult parsed) => parsed.GetResult(_address) is { Implicit: false };

    /// <summary>The options that say how to reach an engine which nobody has named: for a command that takes them only with an address.</summary>
    internal IEnumerable<string> IdleIn(CommandResult command) =>
        command.GetResult(_address) is { Implicit: false }
            ? []
            : ((Option[])[_credentials, _trust, _certificate, _key])
                .Where(option => command.GetResult(option) is { Implicit: false })
                .Select(option => option.Name);

    /// <summary>Nothing is opened before the first call.</summary>
    /// <exception cref="CredentialsException">There is no token of this role.</exception>
    /// <exception cref="CertificateException">A file of TLS cannot be used.</exception>
    internal EngineConnection Open(ParseResult parsed, AccessRole role)
    {
        var address = AddressIn(parsed);
        var token = AccessTokens.Open(parsed.GetValue(_credentials)!, role);
        if (address.Scheme == Uri.UriSchemeHttp)
            return new EngineConnection(address, token);
        return new EngineConnection(
            address,
            token,
            TlsCalls.Open(parsed.GetValue(_trust)!, parsed.GetValue(_certificate)!, parsed.GetValue(_key)!, TimeProvider.System.GetUtcNow())
        );
    }
}
