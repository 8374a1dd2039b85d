using MiaIa.Alerts.Book;

namespace MiaIa.Alerts.Tests.Book;

/// <summary>Against a model that is as plain as it is slow: it keeps every second at which something was told, and asks the whole past each time.</summary>
public sealed class CooldownModelTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void A_thousand_random_lives_are_told_as_the_model_tells_them(int seed)
    {
        var random = new Random(seed);
        for (var life = 0; life < 250; life++)
        {
            var seconds = Life(random);
            Assert.That(Told(seconds), Is.EqualTo(Model(seconds)), $"seed {seed}, life {life}");
        }
    }

    // Stretches of being so and not so, from a second to most of an hour.
    private static bool[] Life(Random random)
    {
        var life = new List<bool>();
        var isSo = random.Next(2) == 0;
        while (life.Count < 12_000)
        {
            var length = random.Next(4) switch
            {
                0 => random.Next(1, 5),
                1 => random.Next(1, 60),
                2 => random.Next(60, 700),
                _ => random.Next(700, 3_000),
            };
            life.AddRange(Enumerable.Repeat(isSo, length));
            isSo = !isSo;
        }

        return [.. life];
    }

    private static List<int> Told(bool[] life)
    {
        var book = new AlertBook();
        var findings = new Findings();
        var told = new List<int>();
        for (var second = 0; second < life.Length; second++)
        {
            findings.Clear();
            if (life[second])
                findings.Holds(AlertCode.Halted, "", "text");
            if (book.Step(Start.AddSeconds(second), findings).Any(notice => notice.Cause is NoticeCause.Raised or NoticeCause.Reminded))
                told.Add(second);
        }

        return told;
    }

    // The halt has no while before it is over and never escalates: it is told when it is so, unless a pause of ten minutes, doubled for each that
    // followed the one before within twice its pause, has not passed since; or when it has stayed for a minute after it was told to be over.
    private static List<int> Model(bool[] life)
    {
        const int first = 600;
        const int longest = 3600;
        const int again = 60;
        var told = new List<int>();
        var (isTold, isToldOver, since) = (false, false, -1);
        for (var second = 0; second < life.Length; second++)
        {
            if (!life[second])
            {
                (isTold, isToldOver, since) = (false, isToldOver || isTold, -1);
                continue;
            }

            since = since < 0 ? second : since;
            var pause = 0;
            for (var i = 0; i < told.Count; i++)
            {
                var follows = i > 0 && told[i] - told[i - 1] < 2 * pause;
                pause = follows ? Math.Min(2 * pause, longest) : first;
            }

            if (told.Count > 0 && second < told[^1] + pause && !(isToldOver && second - since >= again))
                continue;
            told.Add(second);
            (isTold, isToldOver) = (true, false);
        }

        return told;
    }
}
