using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using MiaIa.Cli.Doctor;
using MiaIa.Cli.Engine;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Tests.Engine;

/// <summary>An emergency command must find the engine that runs: by the same settings as <c>run</c> and <c>doctor</c>.</summary>
public sealed class EnginePlaceTests
{
    private static readonly Dictionary<string, string> NoVariables = [];
    private string _package = "";

    [SetUp]
    public void Begin() => _package = Directory.CreateTempSubdirectory("miaia-package-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_package, recursive: true);

    [Test]
    public void The_settings_file_beside_the_engine_says_where_it_is_and_how_it_is_reached()
    {
        var file = Write("""{ "Address": "0.0.0.0", "Port": 51781, "CredentialsFolder": "keys" } // mine""");
        Assert.That(
            Find() with
            {
                Settings = null,
            },
            Is.EqualTo(new EnginePlace(new Uri("http://127.0.0.1:51781"), file, Path.Combine(_package, "engine", "keys"), ""))
        );
        Write("""{ "Port": 51781, "Tls": { "Certificate": "own.pem", "Key": "own.key" } }""");
        Assert.That(
            (Find().Address, Find().Certificate),
            Is.EqualTo((new Uri("https://127.0.0.1:51781"), Path.Combine(_package, "engine", "own.pem")))
        );
    }

    [Test]
    public void The_environment_is_stronger_and_named()
    {
        Write("""{ "Port": 51781 }""");
        var place = Find(new() { ["MIAIA__ENGINE__PORT"] = "51999" });
        Assert.That((place.Address.Port, place.From), Is.EqualTo((51999, "environment variable MIAIA__ENGINE__PORT")));
    }

    [Test]
    public void A_fault_in_another_setting_does_not_hide_an_engine_that_runs_since_before()
    {
        Write("""{ "Port": 51781, "Risk": 7, "Journal": { "Fsync": "sometimes" } }""");
        Assert.That(Find().Address.Port, Is.EqualTo(51781));
    }

    [TestCase(null, "there is no ")]
    [TestCase("{ }", " has no Port")]
    [TestCase("{ \"Port\": 5178", " cannot be read")]
    [TestCase("{ \"Port\": 0 }", "Port is 0 in ")]
    public void Without_a_port_it_is_the_usual_one_and_why_is_said(string? text, string why)
    {
        Write(text ?? "");
        if (text is null)
            File.Delete(Path.Combine(_package, "engine", "appsettings.json"));
        Assert.That(Find().Address, Is.EqualTo(new Uri("http://127.0.0.1:50551")));
        Assert.That(Find().From, Does.Contain(why));
    }

    [Test]
    public void Where_no_engine_lies_it_is_the_usual_address() =>
        Assert.That(Find().From, Does.Contain("no engine lies beside this program"));

    [Test]
    public async Task That_no_engine_listens_is_said_with_the_address_and_its_source_and_no_second_engine_is_advised_beside_one_that_runs()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var running = new EnginePlace(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"), "its file", "", "");
        var asked = new EnginePlace(new Uri("http://127.0.0.1:1"), "--address", "", "");
        var text = await EngineAnswers.WhyNotAsync(asked, running, Refused());
        Assert.That(
            text,
            Does.Contain("http://127.0.0.1:1/ (address from --address)").And.Contain($"{running.Address.Authority} (address from its file)")
        );
        Assert.That(text, Does.Not.Contain("miaia run starts one"));
        listener.Stop();
        text = await EngineAnswers.WhyNotAsync(asked, running, Refused());
        Assert.That(text, Does.EndWith(". No engine listens there: miaia run starts one, and --address names another."));
    }

    [Test]
    public async Task Doctor_and_run_say_from_where_they_have_the_address_too()
    {
        _ = AccessTokens.OpenOrCreate(_package);
        var look = await EngineLook.AtAsync(new EnginePlace(new Uri("http://127.0.0.1:1"), "its file", _package, ""));
        Assert.That(look.WhyNot, Does.Contain("http://127.0.0.1:1/ (address from its file)"));
        // The sentence may name another address, where a second engine must not be started.
        Assert.That(EngineChecks.Run(look).Single().ToDo, Does.Not.Contain("run"));
    }

    [Test]
    public async Task A_command_without_an_address_asks_where_the_settings_say()
    {
        var heard = await AskAsync("status");
        Assert.That(heard, Does.Contain("http://127.0.0.1:2/ (address from environment variable MIAIA__ENGINE__PORT)"));
    }

    private static async Task<string> AskAsync(string command)
    {
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "miaia.dll"), command])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var keys = Directory.CreateTempSubdirectory("miaia-tokens-").FullName;
        _ = AccessTokens.OpenOrCreate(keys);
        start.Environment["MIAIA__ENGINE__PORT"] = "2";
        start.Environment["MIAIA__ENGINE__CREDENTIALSFOLDER"] = keys;
        using var program = System.Diagnostics.Process.Start(start)!;
        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Directory.Delete(keys, recursive: true);
        return said;
    }

    private EnginePlace Find(Dictionary<string, string>? environment = null) =>
        EnginePlace.Find(Path.Combine(_package, "cli") + Path.DirectorySeparatorChar, environment ?? NoVariables);

    private string Write(string text)
    {
        var engine = Directory.CreateDirectory(Path.Combine(_package, "engine")).FullName;
        File.WriteAllText(Path.Combine(engine, "MiaIa.Engine.Host"), "");
        var file = Path.Combine(engine, "appsettings.json");
        File.WriteAllText(file, text);
        return file;
    }

    private static RpcException Refused() =>
        new(new Status(StatusCode.Unavailable, "", new SocketException((int)SocketError.ConnectionRefused)));
}
