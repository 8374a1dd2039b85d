using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc.Tests.Wire;

public sealed class PercentEncodingTests
{
    [TestCase("", "")]
    [TestCase("plain text, ~!", "plain text, ~!")]
    [TestCase("100 %", "100 %25")]
    [TestCase("a\r\nb\t", "a%0D%0Ab%09")]
    [TestCase("é", "%C3%A9")]
    [TestCase("😈", "%F0%9F%98%88")]
    public void Encodes_and_decodes(string text, string wire)
    {
        Assert.That(PercentEncoding.Encode(text), Is.EqualTo(wire));
        Assert.That(PercentEncoding.Decode(wire), Is.EqualTo(text));
    }

    [TestCase("%", "%")]
    [TestCase("%4", "%4")]
    [TestCase("%zz", "%zz")]
    [TestCase("a%4", "a%4")]
    [TestCase("%c3%a9", "é")]
    [TestCase("%25%", "%%")]
    [TestCase("%41", "A")]
    public void Keeps_what_is_no_escape_and_reads_both_cases(string wire, string text) =>
        Assert.That(PercentEncoding.Decode(wire), Is.EqualTo(text));

    [Test]
    public void Replaces_bytes_that_are_no_text_instead_of_failing() => Assert.That(PercentEncoding.Decode("%FF"), Is.EqualTo("\uFFFD"));
}
