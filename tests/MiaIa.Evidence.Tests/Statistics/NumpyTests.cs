using System.Diagnostics;
using System.Globalization;
using System.Text;
using MiaIa.Evidence.Statistics;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Tests.Statistics;

/// <summary>The same figures by numpy, in a program of its own that knows nothing of ours.</summary>
public sealed class NumpyTests
{
    private const string Python = "/usr/bin/python3";

    private const string Program = """
        import itertools, math, sys
        import numpy
        table = numpy.array([[float(cell) for cell in line.split()] for line in sys.stdin.read().strip().split("\n")])
        days, sets = table.shape
        first = table[:, 0]
        sharpe = first.mean() / first.std(ddof=1)
        away = first - first.mean()
        skew = (away ** 3).mean() / (away ** 2).mean() ** 1.5
        kurtosis = (away ** 4).mean() / (away ** 2).mean() ** 2
        downside = math.sqrt((numpy.minimum(first, 0) ** 2).mean())
        ratios = table.mean(axis=0) / table.std(axis=0, ddof=1)
        rho = numpy.corrcoef(table.T)
        mean_rho = (rho.sum() - sets) / (sets * (sets - 1))
        mean_rho = min(1, max(0, mean_rho))
        effective = mean_rho + (1 - mean_rho) * sets
        def cdf(x):
            return math.erfc(-x / math.sqrt(2)) / 2
        psr = cdf(sharpe * math.sqrt(days - 1) / math.sqrt(1 - skew * sharpe + (kurtosis - 1) / 4 * sharpe ** 2))
        equity = numpy.cumsum(first)
        drawdown = (numpy.maximum.accumulate(numpy.concatenate([[0], equity])) - numpy.concatenate([[0], equity])).max()
        blocks = numpy.array_split(numpy.arange(days), 8)
        below = 0
        combinations = list(itertools.combinations(range(8), 4))
        for chosen in combinations:
            inside = numpy.concatenate([blocks[i] for i in chosen])
            outside = numpy.concatenate([blocks[i] for i in range(8) if i not in chosen])
            def ratio(rows):
                part = table[rows]
                return part.mean(axis=0) / part.std(axis=0, ddof=1)
            best = ratio(inside).argmax()
            out = ratio(outside)
            rank = (out < out[best]).sum() + ((out == out[best]).sum() + 1) / 2
            share = rank / (sets + 1)
            below += math.log(share / (1 - share)) <= 0
        for value in [sharpe, skew, kurtosis, first.mean() / downside, ratios.var(ddof=1), effective, psr,
                      below / len(combinations), first.sum(), drawdown]:
            print(repr(float(value)))
        """;

    [Test]
    public void Our_figures_are_those_of_numpy()
    {
        var table = Table(days: 64, sets: 9);
        var theirs = Ask(table);
        var first = table[0];
        var shape = ReturnShape.Of(first);
        double?[] ours =
        [
            shape.Sharpe,
            shape.Skewness,
            shape.Kurtosis,
            DayRatios.Sortino(first).Value,
            SharpeOdds.Variance([.. table.Select(set => ReturnShape.Of(set).Sharpe!.Value)]),
            EffectiveTrials.Count(table),
            SharpeOdds.Probabilistic(shape.Sharpe!.Value, 0, shape.Count, shape.Skewness, shape.Kurtosis),
            OverfittingOdds.Of(table, 8)!.Probability,
            first.Sum(),
            Drawdown.Of(first),
        ];
        Assert.That(ours, Is.EqualTo(theirs).Within(1e-9));
    }

    private static List<double[]> Table(int days, int sets)
    {
        var random = new RandomBits(20);
        var common = Enumerable.Range(0, days).Select(_ => random.Below(2001) - 1000).ToArray();
        return
        [
            .. Enumerable
                .Range(0, sets)
                .Select(set => common.Select(day => (double)(day + random.Below(4001) - 2000 + (40 * set))).ToArray()),
        ];
    }

    private static double[] Ask(List<double[]> table)
    {
        if (!File.Exists(Python))
            Assert.Ignore($"no {Python}");
        var start = new ProcessStartInfo(Python)
        {
            ArgumentList = { "-c", Program },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var text = new StringBuilder();
        for (var day = 0; day < table[0].Length; day++)
            text.AppendJoin(' ', table.Select(set => set[day].ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(text);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read: why is told below.
        }

        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var told = errors.GetAwaiter().GetResult();
        if (told.Contains("No module named 'numpy'", StringComparison.Ordinal))
            Assert.Ignore("numpy is not installed (Debian: apt-get install python3-numpy)");
        Assert.That(process.ExitCode, Is.Zero, told);
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)),
        ];
    }
}
