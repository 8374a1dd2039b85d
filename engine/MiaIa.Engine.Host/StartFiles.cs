using MiaIa.Engine.Host.Alerts;
using MiaIa.Engine.Host.Remote;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Credentials;
using MiaIa.Hosting.Tls;

namespace MiaIa.Engine.Host;

/// <summary>The files and secrets without which a start ends: a check of the settings opens them as the start does, and makes none.</summary>
internal static class StartFiles
{
    /// <summary>The setting of each that cannot be used, and the sentence that the start would say.</summary>
    internal static IEnumerable<(string Key, string Reason)> Faults(EngineSettings settings, TimeProvider time)
    {
        if (Fault(() => TlsPort.Check(settings.Tls, time)) is { } tls)
            yield return ("Tls", tls);
        else if (Fault(() => TlsPort.CheckForPage(settings, time)) is { } page)
            yield return ("Page:Hosts", page);
        if (Fault(() => AlertChannels.Check(settings.Alerts, settings.CredentialsFolder)) is { } alerts)
            yield return ("Alerts", alerts);
    }

    private static string? Fault(Action open)
    {
        try
        {
            open();
            return null;
        }
        catch (Exception fault) when (fault is CertificateException or CredentialsException)
        {
            return fault.Message;
        }
    }
}
