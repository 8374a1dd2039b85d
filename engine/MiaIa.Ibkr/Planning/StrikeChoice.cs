using MiaIa.Engine.Options;

namespace MiaIa.Ibkr.Planning;

/// <summary>Which contracts of an expiry stream: out-of-the-money strikes spread over its standard deviations, and both sides of one at the money.</summary>
internal static class StrikeChoice
{
    /// <summary>Chooses contracts.</summary>
    /// <param name="directory">What is listed.</param>
    /// <param name="expiry">The expiry's place in the chain.</param>
    /// <param name="view">Its forward and standard deviation.</param>
    /// <param name="deviations">Where strikes are wanted, ascending.</param>
    /// <param name="isDry">Whether a contract lately brought no volatility.</param>
    /// <param name="chosen">Takes the contracts.</param>
    public static void Of(
        ChainDirectory directory,
        int expiry,
        in ExpiryView view,
        IReadOnlyList<double> deviations,
        Predicate<int> isDry,
        ISet<int> chosen
    )
    {
        var listed = directory.Chain.Expiries[expiry];
        var atTheMoney = NearestRow(directory, listed, view.Forward);
        for (var i = 0; i < deviations.Count; i++)
        {
            var target = view.Forward * Math.Exp(deviations[i] * view.Deviation);
            var row = NearestRow(directory, listed, target);
            // A strike that brings nothing gives its place to the next one towards the money; the step is one way, so it ends.
            var step = deviations[i] < 0 ? 1 : -1;
            while (row != atTheMoney && !IsUsable(directory, OutOfTheMoney(directory, row, view.Forward), isDry))
                row += step;
            var contract = OutOfTheMoney(directory, row, view.Forward);
            if (directory.IsListed(contract))
                chosen.Add(contract);
        }
        AddBoth(directory, atTheMoney, chosen);
    }

    /// <summary>The out-of-the-money contract of a row; a strike at the forward is a call, as in the fit.</summary>
    public static int OutOfTheMoney(ChainDirectory directory, int row, double forward) =>
        OptionChain.ContractOf(row, directory.Chain.Strikes[row] >= forward ? OptionRight.Call : OptionRight.Put);

    /// <summary>Call and put of one strike make a parity forward.</summary>
    private static void AddBoth(ChainDirectory directory, int row, ISet<int> chosen)
    {
        foreach (var right in (OptionRight[])[OptionRight.Call, OptionRight.Put])
        {
            var contract = OptionChain.ContractOf(row, right);
            if (directory.IsListed(contract))
                chosen.Add(contract);
        }
    }

    private static bool IsUsable(ChainDirectory directory, int contract, Predicate<int> isDry) =>
        directory.IsListed(contract) && !isDry(contract);

    private static int NearestRow(ChainDirectory directory, OptionExpiry expiry, double strike)
    {
        var strikes = directory.Chain.Strikes.Slice(expiry.FirstRow, expiry.RowCount);
        var found = strikes.BinarySearch(strike);
        if (found >= 0)
            return expiry.FirstRow + found;
        var above = ~found;
        if (above == strikes.Length)
            return expiry.EndRow - 1;
        if (above == 0)
            return expiry.FirstRow;
        return expiry.FirstRow + (strikes[above] - strike < strike - strikes[above - 1] ? above : above - 1);
    }
}
