using System.Globalization;
using System.Text;

namespace MiaIa.Reports.Output;

/// <summary>Small drawings of our own: a line, bars, and rates with their intervals.</summary>
internal static class SvgPlot
{
    private const double Width = 760;
    private const double Height = 220;
    private const double Left = 80;
    private const double Top = 12;
    private const double Bottom = 30;
    private const double LabelHeight = 14;
    private const double LetterWidth = 7;

    /// <summary>A line from point to point, from nothing at its left end.</summary>
    internal static string Line(string title, IReadOnlyList<double> values, Func<double, string> label)
    {
        double[] all = [0, .. values];
        var scale = new Scale(all.Min(), all.Max());
        var text = Begin(title, Height);
        Axis(text, scale, label);
        text.Append("<polyline fill=\"none\" stroke=\"var(--won)\" stroke-width=\"1.6\" points=\"");
        for (var i = 0; i < all.Length; i++)
        {
            var x = Left + ((Width - Left) * i / Math.Max(1, all.Length - 1));
            text.Append(CultureInfo.InvariantCulture, $"{x:0.#},{scale.Y(all[i]):0.#} ");
        }

        return text.Append("\"/></svg>").ToString();
    }

    /// <summary>A bar each, upwards or downwards from 0.</summary>
    internal static string Bars(string title, IReadOnlyList<(string Name, double Value)> bars, Func<double, string> label)
    {
        var scale = new Scale(Math.Min(0, bars.Min(bar => bar.Value)), Math.Max(0, bars.Max(bar => bar.Value)));
        var text = Begin(title, Height);
        Axis(text, scale, label);
        var step = (Width - Left) / bars.Count;
        // Names that would lie over each other are left out; each bar says its own.
        var named = (int)Math.Ceiling((bars.Max(bar => bar.Name.Length) + 1) * LetterWidth / step);
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, value) = bars[i];
            var (from, to) = (scale.Y(Math.Max(0, value)), scale.Y(Math.Min(0, value)));
            var x = Left + (step * i);
            text.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{x + (step * 0.15):0.#}\" y=\"{from:0.#}\" width=\"{step * 0.7:0.#}\" height=\"{Math.Max(1, to - from):0.#}\" fill=\"var(--{(value < 0 ? "lost" : "won")})\"><title>{HtmlPage.Escaped($"{name}: {label(value)}")}</title></rect>"
            );
            if (i % named != 0)
                continue;
            text.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{x + (step / 2):0.#}\" y=\"{Height - 10}\" text-anchor=\"middle\">{HtmlPage.Escaped(name)}</text>"
            );
        }

        return text.Append("</svg>").ToString();
    }

    /// <summary>A rate each with its interval as a line, and a cross where the coin stands.</summary>
    internal static string Rates(string title, IReadOnlyList<(string Name, double Value, double Low, double High, double? Coin)> rates)
    {
        const double RowHeight = 24;
        var height = Top + (RowHeight * rates.Count) + Bottom;
        var text = Begin(title, height);
        for (var percent = 0; percent <= 100; percent += 25)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{X(percent / 100.0):0.#}\" x2=\"{X(percent / 100.0):0.#}\" y1=\"{Top}\" y2=\"{height - Bottom}\" stroke=\"var(--line)\"/><text x=\"{X(percent / 100.0):0.#}\" y=\"{height - 12}\" text-anchor=\"middle\">{percent} %</text>"
            );
        }

        for (var i = 0; i < rates.Count; i++)
        {
            var (name, value, low, high, coinRate) = rates[i];
            var y = Top + (RowHeight * (i + 0.5));
            text.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Left * 2 - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{HtmlPage.Escaped(name)}</text><line x1=\"{X(low):0.#}\" x2=\"{X(high):0.#}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"var(--won)\" stroke-width=\"3\"/><circle cx=\"{X(value):0.#}\" cy=\"{y:0.#}\" r=\"5\" fill=\"var(--won)\"/>"
            );
            if (coinRate is { } coin)
            {
                var (x, r) = (X(coin), 5);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"<path d=\"M{x - r:0.#} {y - r:0.#}L{x + r:0.#} {y + r:0.#}M{x - r:0.#} {y + r:0.#}L{x + r:0.#} {y - r:0.#}\" stroke=\"var(--lost)\" stroke-width=\"2\"/>"
                );
            }
        }

        return text.Append("</svg>").ToString();

        static double X(double share) => (Left * 2) + ((Width - (Left * 2) - 20) * share);
    }

    private static StringBuilder Begin(string title, double height) =>
        new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-label=\"{HtmlPage.Escaped(title)}\" width=\"{Width}\" height=\"{height:0.#}\" viewBox=\"0 0 {Width} {height:0.#}\">"
        );

    private static void Axis(StringBuilder text, Scale scale, Func<double, string> label)
    {
        var written = double.PositiveInfinity;
        foreach (var value in new[] { scale.Low, 0, scale.High }.Distinct())
        {
            // A label that would lie on the one before is left out; the lowest comes first.
            var y = scale.Y(value);
            var name = written - y < LabelHeight ? "" : label(value);
            written = name.Length > 0 ? y : written;
            text.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Width}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\" stroke=\"var(--line)\"/><text x=\"{Left - 6}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{HtmlPage.Escaped(name)}</text>"
            );
        }
    }

    private readonly record struct Scale(double Low, double High)
    {
        internal double Y(double value) =>
            High == Low ? Top + ((Height - Top - Bottom) / 2) : Top + ((Height - Top - Bottom) * (High - value) / (High - Low));
    }
}
