using Grpc.Core;
using MiaIa.Cli.Engine;
using MiaIa.Cli.Programs;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;
using MiaIa.V1;

namespace MiaIa.Cli.Doctor;

/// <summary>What an engine says when it is asked once.</summary>
/// <param name="Address">Where it was asked.</param>
/// <param name="Status">Its answer; null where there was none.</param>
/// <param name="WhyNot">Why there was none.</param>
internal sealed record EngineLook(Uri Address, EngineStatus? Status, string WhyNot)
{
    /// <summary>Somebody named this engine, and nothing can be asked there: a token or a certificate is not there, or cannot be used.</summary>
    internal bool CannotAsk { get; init; }

    /// <summary>Asks the engine of these settings: at its own address, with its own token, and with its own certificate as the one to trust.</summary>
    internal static async Task<EngineLook> AtAsync(ProgramSettings engine)
    {
        var address = AddressOf(engine);
        try
        {
            using var connection = Open(engine, AccessRole.Watch);
            return await OfAsync(connection, address);
        }
        catch (Exception fault) when (fault is CredentialsException or CertificateException)
        {
            return new EngineLook(address, null, fault.Message);
        }
    }

    /// <summary>A connection to the engine of these settings. Nothing is opened before the first call.</summary>
    /// <exception cref="CredentialsException">There is no token of this role.</exception>
    /// <exception cref="CertificateException">Its certificate cannot be read.</exception>
    internal static EngineConnection Open(ProgramSettings engine, AccessRole role)
    {
        var address = AddressOf(engine);
        return new EngineConnection(
            address,
            AccessTokens.Open(engine.PathAt("CredentialsFolder"), role),
            address.Scheme == Uri.UriSchemeHttps ? TlsCalls.Open(engine.PathAt("Tls:Certificate"), "", "", DateTimeOffset.UtcNow) : null
        );
    }

    /// <summary>Asks over a connection.</summary>
    internal static async Task<EngineLook> OfAsync(EngineConnection connection, Uri address)
    {
        try
        {
            return new EngineLook(address, await connection.GetStateAsync(withSettings: true), "");
        }
        catch (RpcException fault)
        {
            return new EngineLook(address, null, EngineAnswers.WhyNot(address, fault));
        }
    }

    /// <summary>Where an engine with these settings serves, as it is reached from its own machine.</summary>
    internal static Uri AddressOf(ProgramSettings engine) =>
        EnginePlace.AddressOf(engine.Text("Address"), engine.Number("Port") ?? 0, engine.Text("Tls:Certificate").Length > 0);
}
