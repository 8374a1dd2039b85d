using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.State;

public sealed class TradingControlTextTests
{
    [TestCase("a\u202eb\u2066c\u200bd\ufeffe", "abcde", TestName = "Direction_marks_and_what_has_no_width_are_left_out")]
    [TestCase("a\r\nb\u2028c\u2029d\u001b[31m\u0085", "abcd[31m", TestName = "Line_ends_and_control_characters_are_left_out")]
    [TestCase("\ud83dx\ude00", "x", TestName = "Halves_of_characters_are_left_out")]
    [TestCase("Größe 午 😀", "Größe 午 😀", TestName = "Letters_of_every_language_stay")]
    public void A_text_from_outside(string text, string kept) => Assert.That(TradingControlText.Clean(text), Is.EqualTo(kept));

    [Test]
    public void A_long_text_is_cut_and_never_inside_a_character()
    {
        Assert.That(TradingControlText.Clean(new string('x', 1_000_000)), Has.Length.EqualTo(200));
        var cut = TradingControlText.Clean("x" + string.Concat(Enumerable.Repeat("😀", 200)));
        Assert.That(cut, Has.Length.EqualTo(199));
        Assert.That(char.IsLowSurrogate(cut[^1]), Is.True);
    }

    [TestCase("cli", "margin call")]
    [TestCase("", "")]
    [TestCase("a: b", "c: d")]
    public void A_halt_taken_over_day_after_day_keeps_its_words(string by, string reason)
    {
        var first = TradingControlText.From(new HaltRequest { By = by, Reason = reason });
        var line = first;
        for (var day = 0; day < 5; day++)
            line = TradingControlText.From(TradingControlText.RequestOf(line));
        Assert.That(line, Is.EqualTo(first));
    }
}
