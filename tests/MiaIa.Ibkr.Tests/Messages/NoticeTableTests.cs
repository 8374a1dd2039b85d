using MiaIa.Ibkr.Messages;

namespace MiaIa.Ibkr.Tests.Messages;

public sealed class NoticeTableTests
{
    [TestCase(NoticeClass.News, 2104, 2106, 2158, 2107, 2108, 2119, 2100, 2109, 2137, 2199)]
    [TestCase(NoticeClass.Pacing, 0)]
    [TestCase(NoticeClass.Degraded, 2103, 2105, 2157, 2110)]
    [TestCase(NoticeClass.LinkLost, 1100)]
    [TestCase(NoticeClass.LinkBackDataLost, 1101)]
    [TestCase(NoticeClass.LinkBackDataKept, 1102)]
    [TestCase(NoticeClass.PortChanged, 1300)]
    [TestCase(NoticeClass.Advisory, 10167, 10090, 10091, 2152, 2187, 2188)]
    [TestCase(
        NoticeClass.RequestDead,
        101,
        200,
        162,
        300,
        102,
        321,
        322,
        354,
        366,
        420,
        10168,
        10186,
        10089,
        203,
        460,
        478,
        10018,
        10019,
        10148,
        10159,
        10190
    )]
    [TestCase(NoticeClass.CompetingSession, 10197)]
    [TestCase(NoticeClass.SessionFault, 326, 320, 323, 324, 325, 100)]
    [TestCase(NoticeClass.ClientSide, 501, 502, 504, 506, 507, 509)]
    [TestCase(NoticeClass.Unknown, -1, 500, 510, 2099, 2200, 99999)]
    public void Every_code_has_its_class(NoticeClass expected, params int[] codes)
    {
        foreach (var code in codes)
            Assert.That(NoticeTable.ClassOf(code, ""), Is.EqualTo(expected), $"code {code}");
    }

    [TestCase(
        "Requested market data requires additional subscription for API.Delayed market data is available.SPX/TOP/ALL",
        NoticeClass.Advisory
    )]
    [TestCase("Requested market data requires additional subscription for API.", NoticeClass.RequestDead)]
    public void A_missing_subscription_is_advisory_only_when_delayed_values_are_available(string text, NoticeClass expected) =>
        Assert.That(NoticeTable.ClassOf(10089, text), Is.EqualTo(expected));

    [Test]
    public void The_same_words_do_not_revive_a_request_that_is_not_subscribed() =>
        Assert.That(NoticeTable.ClassOf(354, "Delayed market data is available."), Is.EqualTo(NoticeClass.RequestDead));
}
