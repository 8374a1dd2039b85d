using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>Where the engine may listen, and with what. Tokens are asked for in every case.</summary>
public sealed class TlsSettingsTests
{
    [TestCase("127.0.0.1", "", null)]
    [TestCase("::1", "", null)]
    [TestCase("127.0.0.1", "--Tls:Certificate=c.pem", null)]
    [TestCase("127.0.0.1", "--Tls:Certificate=c.pem --Tls:ClientAuthority=a.pem", null)]
    [TestCase("0.0.0.0", "--Tls:Certificate=c.pem", null)]
    [TestCase("::", "--Tls:Certificate=c.pem --Tls:Key=k.pem", null)]
    [TestCase("192.168.1.5", "--Tls:Certificate=c.pem --Tls:ClientAuthority=a.pem", null)]
    [TestCase("0.0.0.0", "", "without Tls:Certificate only a loopback address")]
    [TestCase("::", "", "without Tls:Certificate only a loopback address")]
    [TestCase("192.168.1.5", "", "without Tls:Certificate only a loopback address")]
    [TestCase("192.168.1.5", "--Tls:CallsPerSecond=5", "without Tls:Certificate only a loopback address")]
    [TestCase("127.0.0.1", "--Tls:Key=k.pem", "a key without a certificate")]
    [TestCase("0.0.0.0", "--Tls:Key=k.pem", "a key without a certificate")]
    [TestCase("0.0.0.0", "--Tls:ClientAuthority=a.pem", "without Tls:Certificate nobody can show one")]
    [TestCase("127.0.0.1", "--Tls:ClientAuthority=a.pem", "without Tls:Certificate nobody can show one")]
    [TestCase("0.0.0.0", "--Tls:Certificate=c.pem --Tls:CallsPerSecond=0", "1 to 10000")]
    public void Fault_53_a_public_bind_without_TLS_refuses_to_start(string address, string tls, string? refused)
    {
        var arguments = tls.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append($"--Address={address}").ToArray();
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources("Engine", "no file", new Dictionary<string, string>(), arguments)
        );
        if (refused is null)
            Assert.That(loaded.Problems, Is.Empty);
        else
            Assert.That(loaded.Problems.Select(p => p.ToString()), Has.Some.Contains(refused));
    }
}
