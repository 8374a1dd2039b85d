using System.Text;
using MiaIa.Ibkr.Wire;

namespace MiaIa.Ibkr.Tests.Wire;

public sealed class FieldReaderTests
{
    [Test]
    public void Fields_of_every_kind_are_read_in_order()
    {
        var reader = Over("1|0|-7|9007199254740993|0.5|104796567.25|SMART|");
        Assert.That(reader.Flag("a"), Is.True);
        Assert.That(reader.Flag("b"), Is.False);
        Assert.That(reader.Int("c"), Is.EqualTo(-7));
        Assert.That(reader.Long("d"), Is.EqualTo(9007199254740993));
        Assert.That(reader.Double("e"), Is.EqualTo(0.5));
        Assert.That(reader.DecimalOrUnset("f"), Is.EqualTo(104796567.25m));
        Assert.That(reader.Text("g"), Is.EqualTo("SMART"));
        Assert.That(reader.IsAtEnd && reader.IsWhole, Is.True);
    }

    [TestCase("|")]
    [TestCase("2147483647|")]
    public void Fault_12_An_unset_int_is_null(string text) => Assert.That(Over(text).IntOrUnset("n"), Is.Null);

    [TestCase("|")]
    [TestCase("2147483647|")]
    [TestCase("9223372036854775807|")]
    public void Fault_12_An_unset_long_is_null(string text)
    {
        var reader = Over(text);
        Assert.That(reader.LongOrUnset("n"), Is.Null);
        Assert.That(reader.IsWhole, Is.True);
    }

    [TestCase("|")]
    [TestCase("2147483647|")]
    [TestCase("9223372036854775807|")]
    [TestCase("1.7976931348623157E308|")]
    [TestCase("1.7976931348623157E+308|")]
    [TestCase("Infinity|")]
    public void Fault_12_An_unset_number_is_null(string text)
    {
        var reader = Over(text + text);
        Assert.That(reader.DoubleOrUnset("n"), Is.Null);
        Assert.That(reader.DecimalOrUnset("n"), Is.Null);
        Assert.That(reader.IsWhole, Is.True, reader.Fault?.ToString());
    }

    [Test]
    public void Numbers_beside_the_sentinels_stay_numbers()
    {
        var reader = Over("2147483646|-1|0|1E-7|");
        Assert.That(reader.IntOrUnset("a"), Is.EqualTo(2147483646));
        Assert.That(reader.DoubleOrUnset("b"), Is.EqualTo(-1));
        Assert.That(reader.DecimalOrUnset("c"), Is.Zero);
        Assert.That(reader.DecimalOrUnset("d"), Is.EqualTo(0.0000001m));
    }

    [Test]
    public void A_wrong_field_is_named_with_its_message_place_name_and_value()
    {
        var reader = Over("6|12x|3|");
        reader.Int("version");
        Assert.That(reader.Int("request id"), Is.Zero);
        Assert.That(reader.Fault!.ToString(), Is.EqualTo("tickPrice, field 2 (request id): \"12x\" is not a whole number of 32 bits"));
        Assert.That(reader.Int("next"), Is.Zero, "after a fault nothing is read");
        Assert.That(reader.Fault!.FieldName, Is.EqualTo("request id"), "the first fault is kept");
    }

    [Test]
    public void A_missing_field_and_one_without_its_end_are_told_apart()
    {
        var missing = Over("6|");
        missing.Skip("a");
        missing.Int("b");
        Assert.That(missing.Fault!.ToString(), Is.EqualTo("tickPrice, field 2 (b): \"\" is not there: the message ends before it"));
        var torn = Over("6|12");
        torn.Skip("a");
        torn.Int("b");
        Assert.That(torn.Fault!.ToString(), Is.EqualTo("tickPrice, field 2 (b): \"12\" is not ended by NUL"));
    }

    [TestCase("NaN|")]
    [TestCase("1,5|")]
    [TestCase(" 1|")]
    [TestCase("0x10|")]
    public void What_is_no_number_is_refused(string text)
    {
        var reader = Over(text);
        Assert.That(reader.DoubleOrUnset("price"), Is.Null);
        Assert.That(reader.Fault, Is.Not.Null);
    }

    [TestCase("-1|x|")]
    [TestCase("3|x|y|")]
    [TestCase("2147483647|x|")]
    public void A_count_that_the_message_cannot_hold_is_refused(string text)
    {
        var reader = Over(text);
        Assert.That(reader.Count("bars", 2), Is.Zero);
        Assert.That(reader.Fault!.Expected, Is.EqualTo("a count of what follows"));
    }

    [TestCase(@"Stra\u00dfe \u20AC|", "Straße €")]
    [TestCase(@"\ud83d\ude00|", "😀")]
    [TestCase(@"broken \u12 and \uzzzz|", @"broken \u12 and \uzzzz")]
    [TestCase(@"plain|", "plain")]
    public void Escapes_become_characters_and_broken_ones_stay(string text, string expected) =>
        Assert.That(Over(text).EscapedText("long name"), Is.EqualTo(expected));

    [Test]
    public void A_fault_shows_no_control_characters_and_no_endless_value()
    {
        var reader = Over("\u001b[2J\r\n" + new string('9', 1000) + "|");
        reader.Int("request id");
        Assert.That(reader.Fault!.Value, Does.StartWith(@"\x1b[2J\x0d\x0a999").And.EndsWith("…"));
        Assert.That(reader.Fault.Value, Has.Length.LessThan(100));
    }

    private static FieldReader Over(string text) => new(Encoding.UTF8.GetBytes(text.Replace('|', '\0')), "tickPrice", 1);
}
