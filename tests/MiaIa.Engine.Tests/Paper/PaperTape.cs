using MiaIa.Engine.Market;
using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Paper;

/// <summary>Made-up tapes from a seed: thin books with holes, trades at and through them, unbundled trades, unsound and lost books, orders.</summary>
internal static class PaperTape
{
    public const int Middle = 1_000;

    public static List<PaperStep> Random(int seed, int steps = 400)
    {
        var random = new Random(seed);
        var tape = new List<PaperStep>(steps);
        var price = Middle;
        var id = 0UL;
        while (tape.Count < steps)
        {
            price = Math.Clamp(price + random.Next(-2, 3), Middle - 300, Middle + 300);
            switch (random.Next(20))
            {
                case < 8:
                    AddTrade(random, tape, price);
                    break;
                case < 14:
                    tape.Add(Book(random, price));
                    break;
                case 14:
                    tape.Add(random.Next(6) == 0 ? PaperStep.Lose() : Book(random, price));
                    break;
                case < 18:
                    var isLong = random.Next(2) == 0;
                    var limit = random.Next(2) == 0 ? 0 : price + random.Next(-3, 4);
                    tape.Add(PaperStep.Enter(++id, random.Next(1, 6), isLong, limit, random.Next(1, 6), random.Next(1, 8)));
                    break;
                case 18:
                    tape.Add(PaperStep.Cancel((ulong)random.Next(1, (int)id + 2)));
                    break;
                default:
                    tape.Add(random.Next(4) == 0 ? PaperStep.Flatten(++id) : Book(random, price));
                    break;
            }
        }

        return tape;
    }

    private static void AddTrade(Random random, List<PaperStep> tape, int price)
    {
        var isBuy = random.Next(2) == 0;
        var at = price + random.Next(-3, 4);
        var records = random.Next(3) == 0 ? random.Next(2, 5) : 1;
        for (var i = 0; i < records; i++)
        {
            var group =
                records == 1 ? PrintGroup.None
                : i == 0 ? PrintGroup.First
                : i == records - 1 ? PrintGroup.Last
                : PrintGroup.None;
            // Now and then the end of a group is lost, or an order comes in the middle of one.
            if (group == PrintGroup.Last && random.Next(12) == 0)
                return;
            tape.Add(PaperStep.Trade(at, random.Next(1, 9), isBuy, group));
            at += random.Next(3) == 0 ? (isBuy ? 1 : -1) : 0;
        }
    }

    private static PaperStep Book(Random random, int price)
    {
        var bid = price - random.Next(0, 3);
        var ask = random.Next(15) == 0 ? bid - random.Next(0, 2) : price + random.Next(1, 3);
        return PaperStep.Book(Side(random, bid, -1), Side(random, ask, 1));
    }

    private static Level[] Side(Random random, int best, int step)
    {
        var levels = new Level[random.Next(30) == 0 ? 0 : random.Next(1, 11)];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = new Level(best, random.Next(1, 12));
            best += step * (random.Next(6) == 0 ? 2 : 1);
        }

        return levels;
    }
}
