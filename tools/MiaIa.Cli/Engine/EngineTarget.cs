using System.CommandLine;
using System.CommandLine.Parsing;
using Grpc.Core;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Settings;
using MiaIa.Hosting.Tls;

namespace MiaIa.Cli.Engine;

/// <summary>
/// Which engine a command speaks to, and how it proves itself there: the options, and the connection that comes of them. Where nobody names one it is the
/// engine beside this program, by its settings, as <c>miaia run</c> and <c>miaia doctor</c> have it.
/// </summary>
internal sealed class EngineTarget
{
    private readonly Lazy<EnginePlace> _installed = new(() =>
        EnginePlace.Find(AppContext.BaseDirectory, SettingsSources.OfThisProcess(ProgramSections.Engine, []).Environment)
    );

    private readonly Option<Uri> _address = new("--address")
    {
        Description =
            "The engine, such as http://127.0.0.1:50551. Without it that of the settings of the engine beside this program: Address, Port, Tls, CredentialsFolder.",
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
        Description =
            $"Folder of the token files; the engine's setting CredentialsFolder. Where nothing says otherwise {AccessTokens.UsualFolder}.",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _trust = new("--trust")
    {
        Description =
            "PEM file of the certificate of an https engine, or of its authority; without it and with --address what this system trusts.",
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
    internal Uri AddressIn(ParseResult parsed) => PlaceIn(parsed).Address;

    /// <summary>What its silence or its refusal means, with the address that was asked and from where that is.</summary>
    internal Task<string> WhyNotAsync(ParseResult parsed, RpcException fault)
    {
        var asked = PlaceIn(parsed);
        return EngineAnswers.WhyNotAsync(asked, IsGiven(parsed) ? _installed.Value : EnginePlace.Otherwise, fault);
    }

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
        var place = PlaceIn(parsed);
        var token = AccessTokens.Open(Or(parsed.GetValue(_credentials)!, place.Credentials), role);
        var tls =
            place.Address.Scheme == Uri.UriSchemeHttp
                ? null
                : TlsCalls.Open(
                    Or(parsed.GetValue(_trust)!, place.Certificate),
                    parsed.GetValue(_certificate)!,
                    parsed.GetValue(_key)!,
                    TimeProvider.System.GetUtcNow()
                );
        return new EngineConnection(place.Address, token, tls)
        {
            WhyNotAsync = fault => WhyNotAsync(parsed, fault),
            FileSettings = place.Settings,
        };
    }

    // Whoever names the very address that the settings have means that engine, with what else they say of it.
    private EnginePlace PlaceIn(ParseResult parsed)
    {
        if (!IsGiven(parsed))
            return _installed.Value;
        var given = parsed.GetValue(_address)!;
        var place = new EnginePlace(given, "--address", "", "");
        return parsed.GetValue(_credentials)!.Length == 0 && _installed.Value.Address == given
            ? _installed.Value with
            {
                From = place.From,
            }
            : place;
    }

    private static string Or(string given, string otherwise) => given.Length > 0 ? given : otherwise;
}
