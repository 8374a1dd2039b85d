namespace MiaIa.Hosting.Tests;

public sealed class PrintableTextTests
{
    [TestCase("\u001b[31m", @"\u001b[31m", TestName = "{m}(colour)")]
    [TestCase("a\r\nb", @"a\u000d\u000ab", TestName = "{m}(new line)")]
    [TestCase("abc\u202Edef", @"abc\u202edef", TestName = "{m}(right to left)")]
    [TestCase("a\u200Bb\uFEFFc", @"a\u200bb\ufeffc", TestName = "{m}(no width)")]
    [TestCase("a\u2028b\u0085c", @"a\u2028b\u0085c", TestName = "{m}(line separators)")]
    public void What_could_deceive_is_escaped(string text, string shown) => Assert.That(PrintableText.From(text), Is.EqualTo(shown));

    [TestCase("Zürich 5800 ≥ 😀")]
    [TestCase("")]
    public void What_can_be_read_stays(string text) => Assert.That(PrintableText.From(text), Is.EqualTo(text));

    [Test]
    public void Half_a_surrogate_pair_is_escaped() => Assert.That(PrintableText.From($"a{(char)0xD83D}b"), Is.EqualTo(@"a\ud83db"));

    [Test]
    public void A_long_text_is_cut() => Assert.That(PrintableText.From("abcdef", 3), Is.EqualTo("abc…"));
}
