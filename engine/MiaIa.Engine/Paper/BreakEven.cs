namespace MiaIa.Engine.Paper;

/// <summary>The share of winners at which a bracket earns nothing and loses nothing.</summary>
public static class BreakEven
{
    /// <summary>
    /// A winner earns the target less both fees; a loser costs the stop, the slippage of its market order and both fees. With the share w of
    /// winners, w · win = (1 − w) · loss, so that w = loss / (win + loss), and win + loss is target + stop + slippage: fees cancel there.
    /// </summary>
    /// <param name="stopTicks">≥ 1.</param>
    /// <param name="targetTicks">≥ 1.</param>
    /// <param name="slippageTicks">At the stop, ≥ 0; the target is a limit order and has none.</param>
    /// <param name="tickValueCents">≥ 1.</param>
    /// <param name="feeCentsASide">≥ 0.</param>
    /// <returns>0 … 1; above 1 when fees eat the target, so that no share of winners is enough.</returns>
    public static double Rate(int stopTicks, int targetTicks, int slippageTicks, int tickValueCents, int feeCentsASide)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stopTicks, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(targetTicks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(slippageTicks);
        ArgumentOutOfRangeException.ThrowIfLessThan(tickValueCents, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(feeCentsASide);
        var loss = ((double)(stopTicks + slippageTicks) * tickValueCents) + (2.0 * feeCentsASide);
        var both = (double)(stopTicks + slippageTicks + targetTicks) * tickValueCents;
        return loss / both;
    }
}
