using MiaIa.Engine.Runtime.Wording;

namespace MiaIa.Engine.Runtime.Tests;

public sealed class ScoreTextTests
{
    [TestCase(0.312, 0.8, "+0.31")]
    [TestCase(-0.02, 0.1, "-0.02")]
    [TestCase(0, 0.8, "0.00")]
    [TestCase(0, 0, "unknown")]
    public void A_score_to_which_no_feature_adds_is_unknown(double score, double coverage, string said) =>
        Assert.That(ScoreText.Of(score, coverage), Is.EqualTo(said));

    [Test]
    public void A_log_gets_the_number_where_there_is_one() =>
        Assert.That((ScoreText.ForLog(0.312, 0.8), ScoreText.ForLog(0, 0)), Is.EqualTo(((object)0.312, (object)"unknown")));
}
