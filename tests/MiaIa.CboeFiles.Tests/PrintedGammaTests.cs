using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;

namespace MiaIa.CboeFiles.Tests;

/// <summary>γ and exposure against the gammas that Cboe prints beside the quotes.</summary>
public sealed class PrintedGammaTests
{
    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void Gross_and_net_exposure_of_a_full_chain_agree_with_the_printed_gammas(string start)
    {
        var (gross, net) = ExposureErrors(start);
        Assert.That(Math.Abs(gross), Is.LessThanOrEqualTo(0.012), "gross; the issue asks for 0.03");
        Assert.That(Math.Abs(net), Is.LessThanOrEqualTo(0.006), "net, of gross; the issue asks for 0.04");
    }

    /// <summary>QQQ is American and pays dividends; its table was saved on a Sunday. A rougher agreement is all that can be asked.</summary>
    [Test]
    public void Exposure_of_the_QQQ_table_agrees_roughly()
    {
        var (gross, net) = ExposureErrors(RealTables.Qqq);
        Assert.That(Math.Abs(gross), Is.LessThanOrEqualTo(0.06));
        Assert.That(Math.Abs(net), Is.LessThanOrEqualTo(0.06));
    }

    [Test]
    public void Gamma_of_9_June_2023_agrees_contract_by_contract()
    {
        var (chain, contracts, fit) = Fitted("SPX_2023-06-09");
        var errors = (
            from c in contracts
            where c.PrintedGamma >= 0.002
            let gamma = fit.Gammas[chain.FindRow(c.Root, c.Date, c.Strike)]
            let error = Math.Abs((gamma / c.PrintedGamma) - 1)
            orderby error
            select error
        ).ToArray();
        var (median, high) = (errors[errors.Length / 2], errors[(int)(errors.Length * 0.99)]);
        TestContext.Out.WriteLine($"{errors.Length} contracts: median {median:P2}, 99th percentile {high:P2}, largest {errors[^1]:P2}");
        Assert.That(errors, Has.Length.GreaterThan(2000));
        Assert.That(median, Is.LessThanOrEqualTo(0.01));
        Assert.That(high, Is.LessThanOrEqualTo(0.03), "the issue asks for 0.06");
    }

    private static (double Gross, double Net) ExposureErrors(string start)
    {
        var (chain, contracts, fit) = Fitted(start);
        double gross = 0,
            net = 0,
            printedGross = 0,
            printedNet = 0;
        foreach (var c in contracts)
        {
            var row = chain.FindRow(c.Root, c.Date, c.Strike);
            if (double.IsNaN(fit.Years[chain.ExpiryOfRow[row]]))
                continue;
            var sign = c.IsCall ? 1 : -1;
            var ours = fit.Gammas[row] * c.OpenInterest!.Value;
            gross += ours;
            net += sign * ours;
            printedGross += c.PrintedGamma * c.OpenInterest.Value;
            printedNet += sign * c.PrintedGamma * c.OpenInterest.Value;
        }
        var (grossError, netError) = ((gross / printedGross) - 1, (net - printedNet) / printedGross);
        TestContext.Out.WriteLine(
            $"{start}: gross {grossError:+0.00%;-0.00%}, net {netError:+0.00%;-0.00%} of gross; net/gross {net / gross:F4}, printed {printedNet / printedGross:F4}; "
                + $"coverage {fit.Coverage:F4}"
        );
        return (grossError, netError);
    }

    private static (OptionChain Chain, IReadOnlyList<NaiveContract> Contracts, ChainFit Fit) Fitted(string start)
    {
        var path = RealTables.Find(start);
        var table = CboeTableReader.Read(path);
        var fit = new ChainFit(table.Chain, new OptionAnalyticsOptions());
        fit.Fit(table.AsOf, table.Spot);
        return (table.Chain, RawTable.Read(path, table.AsOf.Value / (double)UnixNanos.PerSecond, table.Spot), fit);
    }
}
