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
    internal static Task<EngineLook> AtAsync(ProgramSettings engine) => AtAsync(PlaceOf(engine));

    /// <summary>Asks the engine of a place.</summary>
    internal static async Task<EngineLook> AtAsync(EnginePlace place)
    {
        try
        {
            using var connection = place.Open(AccessRole.Watch);
            return await OfAsync(connection, place.Address);
        }
        catch (Exception fault) when (fault is CredentialsException or CertificateException)
        {
            return new EngineLook(place.Address, null, fault.Message);
        }
    }

    /// <summary>A connection to the engine of these settings. Nothing is opened before the first call.</summary>
    /// <exception cref="CredentialsException">There is no token of this role.</exception>
    /// <exception cref="CertificateException">Its certificate cannot be read.</exception>
    internal static EngineConnection Open(ProgramSettings engine, AccessRole role) => PlaceOf(engine).Open(role);

    /// <summary>Asks over a connection.</summary>
    internal static async Task<EngineLook> OfAsync(EngineConnection connection, Uri address)
    {
        try
        {
            return new EngineLook(address, await connection.GetStateAsync(withSettings: true), "");
        }
        catch (RpcException fault)
        {
            return new EngineLook(address, null, await connection.WhyNotAsync(fault));
        }
    }

    /// <summary>Where an engine with these settings serves, as it is reached from its own machine.</summary>
    internal static Uri AddressOf(ProgramSettings engine) =>
        EnginePlace.AddressOf(engine.Text("Address"), engine.Number("Port") ?? 0, engine.Text("Tls:Certificate").Length > 0);

    private static EnginePlace PlaceOf(ProgramSettings engine) =>
        new(AddressOf(engine), engine.Program.SettingsFile, engine.PathAt("CredentialsFolder"), engine.PathAt("Tls:Certificate"));
}
