using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MiaIa.Cli.Programs;

namespace MiaIa.Cli.Doctor;

/// <summary>How long the programs' certificates are valid: one that ends while they run refuses every new connection from then on, and says so nowhere else.</summary>
internal static class CertificateChecks
{
    private const int DaysGood = 30;
    private const int DaysMin = 2;

    /// <summary>Nothing where the program shows none.</summary>
    internal static IEnumerable<Check> Run(ProgramSettings program, DateTimeOffset now)
    {
        if (program.AreValid && program.PathAt("Tls:Certificate") is { Length: > 0 } file)
            yield return Of($"certificate of the {program.Program.Name}", file, now);
    }

    internal static Check Of(string name, string file, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(file));
            var days = (certificate.NotAfter - now.LocalDateTime).TotalDays;
            var found = FormattableString.Invariant($"{file} is valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");
            const string ToDo = "make a new one, give it to the other machines, and start the program anew";
            return days < DaysMin ? Check.Fail(name, found, ToDo)
                : days < DaysGood ? Check.Warn(name, found, ToDo)
                : Check.Ok(name, found);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return Check.Fail(name, $"{file} cannot be read: {fault.Message}", "name another file in Tls:Certificate");
        }
    }
}
