using MiaIa.Engine.Accounts;

namespace MiaIa.Engine.Tests.Orders;

/// <summary>The position from the whole list of what was delivered, computed anew each time: each execution once, lot by lot.</summary>
internal static class NaivePosition
{
    public static (int Own, int External) Of(IEnumerable<Fill> delivered)
    {
        var own = new List<int>();
        var external = new List<int>();
        foreach (var fill in delivered.DistinctBy(fill => fill.Key))
        {
            for (var lot = 0; lot < fill.Lots.Value; lot++)
            {
                var (mine, other) = fill.OrderId != 0 ? (own, external) : (external, own);
                var sign = Math.Sign(fill.SignedLots);
                // Closes a lot of the other side's first where that is what it must do to the net position.
                if (other.Contains(-sign) && !mine.Contains(-sign))
                    other.Remove(-sign);
                else if (mine.Contains(-sign))
                    mine.Remove(-sign);
                else
                    mine.Add(sign);
            }
        }

        return (own.Sum(), external.Sum());
    }
}
