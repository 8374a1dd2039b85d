using MiaIa.Engine.Runtime.Wording;

namespace MiaIa.Engine.Runtime.Tests;

public sealed class CountedTests
{
    [TestCase(0, "0 days")]
    [TestCase(1, "1 day")]
    [TestCase(2, "2 days")]
    [TestCase(1200, "1200 days")]
    public void One_is_one_and_all_others_are_many(long count, string said) => Assert.That(Counted.Of(count, "day"), Is.EqualTo(said));

    [Test]
    public void A_sign_does_not_make_one_many() =>
        Assert.That((Counted.Word(-1, "lot"), Counted.Word(-2, "lot")), Is.EqualTo(("lot", "lots")));
}
