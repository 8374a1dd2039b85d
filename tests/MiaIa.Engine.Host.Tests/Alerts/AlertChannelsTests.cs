using MiaIa.Engine.Host.Alerts;
using MiaIa.Engine.Runtime.Settings.Alerts;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Engine.Host.Tests.Alerts;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AlertChannelsTests : IDisposable
{
    private const string Secret = "https://hooks.example.org/services/T0/B0/abcdefgh";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Nothing_is_on_by_itself()
    {
        await using var channels = AlertChannels.Open(new AlertSettings(), _folder.FullName, TimeProvider.System);
        Assert.That(channels.Queues, Is.Empty);
    }

    [Test]
    public void A_channel_without_its_secret_keeps_the_engine_from_starting_and_names_the_file()
    {
        var fault = Refused(new AlertSettings { Slack = new WebhookSettings { Enabled = true } });
        Assert.That(fault, Does.Contain("Alerts:Slack:Url").And.Contain("slack.url").And.Contain(_folder.FullName));
    }

    [Test]
    public async Task A_secret_comes_from_its_file_or_from_the_setting()
    {
        Write("slack.url", Secret + "\n");
        Write("smtp.password", "secret");
        var settings = new AlertSettings
        {
            Slack = new WebhookSettings { Enabled = true },
            Discord = new WebhookSettings { Enabled = true, Url = Secret },
            Mail = new MailSettings
            {
                Enabled = true,
                Host = "mail.example.org",
                User = "me",
                From = "engine@example.org",
                To = "trader@example.org",
            },
        };
        await using var channels = AlertChannels.Open(settings, _folder.FullName, TimeProvider.System);
        Assert.That(channels.Queues.Select(queue => queue.State.Name), Is.EqualTo("discord slack mail".Split(' ')));
    }

    [TestCase("http://hooks.example.org/services/T0", TestName = "In the clear to elsewhere")]
    [TestCase("ftp://hooks.example.org/T0", TestName = "Not of the web")]
    [TestCase("not an address", TestName = "No address")]
    public void An_address_that_would_carry_the_secret_in_the_clear_is_refused_and_not_said(string address)
    {
        var fault = Refused(
            new AlertSettings
            {
                Slack = new WebhookSettings { Enabled = true, Url = address },
            }
        );
        Assert.That(fault, Does.Contain("https").And.Not.Contain(address));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "files have no mode there")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_that_others_may_read_is_refused()
    {
        Write("slack.url", Secret);
        File.SetUnixFileMode(_folder.File("slack.url"), UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.That(Refused(new AlertSettings { Slack = new WebhookSettings { Enabled = true } }), Does.Contain("chmod 600"));
    }

    [TestCase("")]
    [TestCase("one\ntwo")]
    public void A_file_that_does_not_hold_one_line_is_refused(string text)
    {
        Write("slack.url", text);
        Assert.That(Refused(new AlertSettings { Slack = new WebhookSettings { Enabled = true } }), Does.Contain("must hold one line"));
    }

    private string Refused(AlertSettings settings)
    {
        var start = Assert.Throws<CredentialsException>(() => _ = AlertChannels.Open(settings, _folder.FullName, TimeProvider.System))!;
        var check = Assert.Throws<CredentialsException>(() => AlertChannels.Check(settings, _folder.FullName))!;
        Assert.That(check.Message, Is.EqualTo(start.Message));
        return start.Message;
    }

    private void Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
