using MiaIa.Ibkr.Connection;

namespace MiaIa.Ibkr.Tests.Connection;

public sealed class TwsSettingsTests
{
    [Test]
    public void The_defaults_are_the_ones_of_the_product()
    {
        var settings = new TwsSettings();
        Assert.DoesNotThrow(settings.Validate);
        Assert.That((settings.Host, settings.Port, settings.ClientId), Is.EqualTo(("127.0.0.1", 4002, 999)));
        Assert.That((settings.OfferedMin, settings.OfferedMax, settings.Lines), Is.EqualTo((100, 176, 100)));
        Assert.That((settings.HelloLimit.TotalSeconds, settings.HeartbeatLimit.TotalSeconds), Is.EqualTo((10.0, 5.0)));
    }

    [Test]
    public void What_cannot_work_is_refused_by_name_value_and_range()
    {
        Assert.That(Refusal(new TwsSettings { OfferedMax = 201 }), Does.StartWith("OfferedMax is 201; allowed is 164 to 200"));
        Assert.That(Refusal(new TwsSettings { Port = 0 }), Does.StartWith("Port is 0; allowed is 1 to 65535"));
        Assert.That(Refusal(new TwsSettings { MessagesBurst = 11 }), Does.StartWith("MessagesBurst is 11; allowed is 1 to 10"));
        Assert.That(Refusal(new TwsSettings { Lines = 0 }), Does.StartWith("Lines is 0; allowed is 1 to 10000"));
    }

    private static string Refusal(TwsSettings settings) => Assert.Throws<ArgumentOutOfRangeException>(settings.Validate)!.Message;
}
