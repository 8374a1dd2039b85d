using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>Where the page may listen, and with what. A key is asked for in every case.</summary>
public sealed class PageReachTests
{
    private const string Certificate = "--Tls:Certificate=c.pem";
    private const string Host = "--Page:Hosts:0=engine.lan";

    [TestCase("", null)]
    [TestCase("--Page:Address=::1", null)]
    [TestCase($"--Page:Address=127.0.0.1 {Certificate}", null)]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} {Host}", null)]
    [TestCase($"--Page:Address=:: {Certificate} {Host} --Page:Hosts:1=192.168.1.20", null)]
    [TestCase($"--Page:Address=192.168.1.20 {Certificate} {Host}", null)]
    [TestCase("--Page:Address=0.0.0.0 --Page:Enabled=false", null)]
    [TestCase("--Page:Address=0.0.0.0", "without Tls:Certificate only a loopback address")]
    [TestCase($"--Page:Address=192.168.1.20 {Host}", "without Tls:Certificate only a loopback address")]
    [TestCase($"--Page:Address=:: {Host}", "without Tls:Certificate only a loopback address")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate}", "set Page:Hosts")]
    [TestCase($"{Certificate} {Host}", "Page:Address lets none in")]
    [TestCase($"--Page:Address=::1 {Certificate} {Host}", "Page:Address lets none in")]
    [TestCase("--Page:Address=engine.lan", "must be an IP address")]
    [TestCase($"--Page:Address=::ffff:192.168.1.20 {Certificate} {Host}", "as 192.168.1.20")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} --Page:Hosts:0=https://engine.lan", "is no name")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} --Page:Hosts:0=engine.lan:50552", "is no name")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} --Page:Hosts:0=*", "is no name")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} --Page:Hosts:0=*.lan", "is no name")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} --Page:Hosts:0=a.lan;script-src", "is no name")]
    [TestCase($"--Page:Address=0.0.0.0 {Certificate} --Page:Hosts:0=::1", "is no name")]
    public void Fault_53_a_page_for_other_machines_without_TLS_or_names_refuses_to_start(string arguments, string? refused)
    {
        var loaded = SettingsLoader.Load<EngineSettings>(
            new SettingsSources(
                "Engine",
                "no file",
                new Dictionary<string, string>(),
                arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
        );
        if (refused is null)
            Assert.That(loaded.Problems, Is.Empty);
        else
            Assert.That(loaded.Problems.Select(p => p.ToString()), Has.Some.Contains(refused));
    }

    [TestCase("", "127.0.0.1", "127.0.0.1")]
    [TestCase("", "::1", "::1")]
    [TestCase("", "0.0.0.0", "127.0.0.1")]
    [TestCase("0.0.0.0", "127.0.0.1", "0.0.0.0")]
    [TestCase("127.0.0.1", "0.0.0.0", "127.0.0.1")]
    public void An_engine_that_is_open_does_not_open_its_page(string page, string engine, string listens) =>
        Assert.That(
            new PageSettings { Address = page }
                .AddressBeside(engine)
                .ToString(),
            Is.EqualTo(listens)
        );
}
